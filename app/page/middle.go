package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Middle keeps an object at its own size in the middle of its room.
func Middle(object fyne.CanvasObject) fyne.CanvasObject { return container.NewCenter(object) }
