from leerrecht.places.domain.queries.free import FreePlace, free_places, kind_of
from leerrecht.places.domain.queries.waiting import waiting_of, waiting_without_school

__all__ = ["FreePlace", "free_places", "kind_of", "waiting_of", "waiting_without_school"]
