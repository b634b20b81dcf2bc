from cities.models.amendment import Amendment
from cities.models.city import City
from cities.models.relation import CityRelation

__all__ = ["Amendment", "City", "CityRelation"]
