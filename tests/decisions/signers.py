"""An outside means of signing, as a city would write one."""

from decisions.signing import Seal


class Stamp:
    key = "stamp"
    template = "decisions/_sign_password.html"

    def context(self, person):
        return {}

    def sign(self, *, person, text_hash, credentials):
        return Seal(means=self.key, evidence=f"stamp {credentials['stamp']}")


class Broken(Stamp):
    def sign(self, *, person, text_hash, credentials):
        raise ConnectionError("the service does not answer")
