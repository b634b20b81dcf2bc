from cities.models.city import City
from cities.models.relation import CityRelation

__all__ = ["City", "CityRelation"]
