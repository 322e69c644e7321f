package app

import (
	"demarc/app/desk"
	"demarc/app/handover"
	"demarc/engagement"
)

// verdict says in two sentences what a check of a report came to.
func (w *Window) verdict(name string, found *engagement.VerifiedPDF) string {
	sentence, meaning := handover.Verdict(&desk.Desk{Language: w.language, Look: w.look}, found)
	return desk.OneLine(name) + ": " + sentence + ". " + meaning
}
