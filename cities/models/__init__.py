from cities.models.agreement import Agreement, AgreementChange
from cities.models.amendment import Amendment
from cities.models.city import City
from cities.models.grant import ExchangeGrant, GrantBudget
from cities.models.home import HomePlace
from cities.models.relation import CityRelation

__all__ = [
    "Agreement",
    "AgreementChange",
    "Amendment",
    "City",
    "CityRelation",
    "ExchangeGrant",
    "GrantBudget",
    "HomePlace",
]
