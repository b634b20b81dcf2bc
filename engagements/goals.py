"""The seventeen global goals of Agenda 2030 (NKP-02)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Goal(models.IntegerChoices):
    NO_POVERTY = 1, _("Ingen fattigdom")
    ZERO_HUNGER = 2, _("Ingen hunger")
    HEALTH = 3, _("God hälsa och välbefinnande")
    EDUCATION = 4, _("God utbildning för alla")
    EQUALITY = 5, _("Jämställdhet")
    WATER = 6, _("Rent vatten och sanitet för alla")
    ENERGY = 7, _("Hållbar energi för alla")
    WORK = 8, _("Anständiga arbetsvillkor och ekonomisk tillväxt")
    INDUSTRY = 9, _("Hållbar industri, innovationer och infrastruktur")
    INEQUALITY = 10, _("Minskad ojämlikhet")
    CITIES = 11, _("Hållbara städer och samhällen")
    CONSUMPTION = 12, _("Hållbar konsumtion och produktion")
    CLIMATE = 13, _("Bekämpa klimatförändringarna")
    OCEANS = 14, _("Hav och marina resurser")
    LAND = 15, _("Ekosystem och biologisk mångfald")
    PEACE = 16, _("Fredliga och inkluderande samhällen")
    PARTNERSHIP = 17, _("Genomförande och globalt partnerskap")
