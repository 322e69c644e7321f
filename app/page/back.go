package page

import (
	"fyne.io/fyne/v2"

	"demarc/app/look"
)

// Back makes escape in a field without unsaved text do something else than
// nothing: in panels it goes back to the list.
func Back(entry *look.Entry, back func()) {
	before := entry.Keys
	entry.Keys = func(event *fyne.KeyEvent) bool {
		if before != nil && before(event) {
			return true
		}
		if event.Name == fyne.KeyEscape && !entry.Changed() {
			back()
			return true
		}
		return false
	}
}
