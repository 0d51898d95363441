"""What the stories say, in the language of the moment."""

from __future__ import annotations

from PySide6.QtCore import QObject

from seedance_desktop.ui.rehearsal.stories import EXPIRED, FULL, LOST, REFUSED, Moment


class StoryWords(QObject):
    """Titles and sentences by story and moment."""

    def title(self, story: str) -> str:
        return {
            LOST: self.tr("The answer is lost"),
            EXPIRED: self.tr("The link has expired"),
            FULL: self.tr("The disk is full"),
            REFUSED: self.tr("Moderation refuses"),
        }[story]

    def promise(self, story: str) -> str:
        """What will happen, and why nothing is lost by it."""
        return {
            LOST: self.tr(
                "Sent, perhaps charged, then silence. It is never sent again by itself, so you never pay twice."
            ),
            EXPIRED: self.tr("The clip is made, but its link is dead. A fresh one is asked for, which costs nothing."),
            FULL: self.tr(
                "The clip is made, but there is no room. It waits for you, and nothing on the disk is touched."
            ),
            REFUSED: self.tr(
                "The clip is not made. You see why and what is known of its cost, and your words come back to the form."
            ),
        }[story]

    def aid(self, story: str) -> str:
        """What the person can do about a trouble outside of the program; empty where there is nothing."""
        return {LOST: self.tr("Look in the console"), FULL: self.tr("Make room")}.get(story, "")

    def told(self, story: str, moment: Moment, found: str = "") -> str:
        """What is seen now, and what to press.

        Args:
            story: one of `STORIES`.
            moment: where it stands.
            found: the id that the console lists, where somebody has looked.
        """
        common = {
            Moment.STARTING: self.tr(
                "The sandbox is starting. Nothing here costs money, and your draft stays as it is."
            ),
            Moment.SENDING: self.tr("A short clip is being sent to the sandbox. You need do nothing yet."),
            Moment.ASTRAY: self.tr(
                "This ended in another way than the story goes. Press Done, and try it again if you like."
            ),
        }
        if moment in common:
            return common[moment]
        if moment is Moment.HELPED:
            return self._helped(story).replace("{id}", found)
        return {Moment.MAKING: self._making, Moment.TROUBLE: self._trouble, Moment.LEARNT: self._learnt}[moment](story)

    def _making(self, story: str) -> str:
        return {
            LOST: self.tr("The id was taken. The program now follows that task to its clip."),
            EXPIRED: self.tr("The clip is being made. Its first link will be dead when the program tries it."),
            FULL: self.tr("The clip is being made. When it is fetched, the disk will seem to be full."),
            REFUSED: self.tr("The service took the request and is working. It will refuse in a moment."),
        }[story]

    def _trouble(self, story: str) -> str:
        return {
            LOST: self.tr(
                "Above stands what the balance says so far; it may not tell yet. If it was made, the service's "
                "console lists it: look there."
            ),
            EXPIRED: self.tr("The link is dead. The program asks the service for a fresh one; you need do nothing."),
            FULL: self.tr(
                "The clip waits at the service, and nothing on the disk is touched. Make room, as you would by "
                "deleting something."
            ),
        }[story]

    def _helped(self, story: str) -> str:
        return {
            LOST: self.tr("The console lists {id}, and the id is copied. Press Paste id above, then Fetch."),
            FULL: self.tr("There is room again. The program looks every 20 seconds and goes on; you need do nothing."),
        }[story]

    def _learnt(self, story: str) -> str:
        return {
            LOST: self.tr("One press, one create call. Whatever the line did, nothing was sent a second time."),
            EXPIRED: self.tr(
                "The first link was dead, a fresh one was fetched, and the clip is on your disk. It was paid once."
            ),
            FULL: self.tr("The clip is on your disk. It waited until there was room, and it was paid once."),
            REFUSED: self.tr(
                "Above stand the reason and what is known of the charge. Use again gives the words back; nothing is "
                "sent by it."
            ),
        }[story]
