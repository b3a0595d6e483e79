from leerrecht.facts.models.fact import Change, Fact

__all__ = ["Change", "Fact"]
