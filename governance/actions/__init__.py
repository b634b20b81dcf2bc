from governance.actions.sign_in import choose_language, note_sign_in

__all__ = ["choose_language", "note_sign_in"]
