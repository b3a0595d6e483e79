from hypothesis import HealthCheck, settings

# How fast examples are made, and how long one takes, says something of the machine, nothing of the house.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
