class UploadRefused(Exception):
    """The file is not taken in. `message` says why and what to do, in the reader's language."""

    def __init__(self, message: str) -> None:
        super().__init__(str(message))
        self.message = str(message)
