"""What can go wrong with files of evidence: on their way in, in their folder, on their way out."""

from __future__ import annotations

from caseapp.i18n import N_
from db.errors import Problem


class SourceUnreadable(Problem):
    """The file to be taken in can't be read."""

    code = "evidence-source-unreadable"
    text = N_(
        "This file can't be read: it was moved, its medium was pulled out or is failing, or reading it is not"
        " allowed. It was not taken in; nothing else was changed. Check it in its folder and try again."
    )


class SourceNotAFile(Problem):
    """A folder, a device or a pipe."""

    code = "evidence-not-a-file"
    text = N_("This is not a file but a folder or a device. Nothing was taken in. Choose the files in it.")


class SourceOfStore(Problem):
    """A file of the store's own folder."""

    code = "evidence-of-store"
    text = N_("This file belongs to the store itself. It was not taken in, and nothing was changed.")


class SourceEmpty(Problem):
    """A file without a single byte: most often a download or a copy that failed."""

    code = "evidence-source-empty"
    text = N_(
        "This file is empty: it may not have been copied or downloaded to its end. It was not taken in."
        " Get it once more from where it came."
    )


class SourceChanged(Problem):
    """The file was written to while it was read."""

    code = "evidence-source-changed"
    text = N_(
        "This file was changed by another program while it was read, so it was not taken in. Wait until it is"
        " finished (a download, a recording), then try again."
    )


class EvidenceDiskFull(Problem):
    """No room for the sealed file."""

    code = "evidence-disk-full"
    text = N_(
        "There is no room on this computer's disk for this file. It was not taken in, and nothing else was"
        " changed. Free some space and try again."
    )


class EvidenceTooLarge(Problem):
    """Larger than whoever asked for all of it at once can take. Sizes in MB."""

    code = "evidence-too-large"
    text = N_(
        "This file is too large to be shown here: {size} MB, and {limit} MB is the most. It is safe in the"
        " store. Save a copy of it outside the store to open it in another program."
    )


class EvidenceMissing(Problem):
    """The sealed file is not in its folder."""

    code = "evidence-missing"
    text = N_(
        "The sealed file of this evidence is missing from the folder “evidence” of the store. What is known"
        " about it is kept. Restore the newest backup to a new folder to get the file back."
    )


class EvidenceDamaged(Problem):
    """The sealed file is not what was written."""

    code = "evidence-damaged"
    text = N_(
        "The sealed file of this evidence is damaged: it differs from what was taken in. It is not shown, and"
        " nothing was changed. Restore the newest backup to a new folder to get the file back."
    )


class EvidenceNotSaved(Problem):
    """The disk did not take the copy."""

    code = "evidence-not-saved"
    text = N_(
        "The copy could not be saved there: the disk is full, write-protected or gone, or takes no file of"
        " this size. The evidence itself is safe in the store. Choose another place."
    )
