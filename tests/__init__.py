from hypothesis import HealthCheck, settings

# How fast examples are made says something of the machine, nothing of the house.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
