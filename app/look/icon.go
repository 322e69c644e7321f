package look

import (
	"fyne.io/fyne/v2"

	"demarc/marks"
)

// Icon is a small drawing that stands for a screen where its name has no room.
type Icon struct {
	name    string
	strokes []marks.Stroke
}

const iconLine = 1.7 // how thick the lines of icons are, in a square of marks.Side

// lines makes an icon of lines.
func lines(name string, paths ...string) Icon {
	icon := Icon{name: name}
	for _, path := range paths {
		icon.strokes = append(icon.strokes, marks.Stroke{Path: path, Width: iconLine})
	}
	return icon
}

// The icons: a board, a box, a grid, a sign of warning, a person, a page, a
// clock.
var (
	BoardIcon   = lines("board", "M4 4L10.5 4L10.5 12.5L4 12.5Z", "M13.5 4L20 4L20 8.5L13.5 8.5Z", "M13.5 11.5L20 11.5L20 20L13.5 20Z", "M4 15.5L10.5 15.5L10.5 20L4 20Z")
	BoxIcon     = lines("box", "M12 3L20 7.5L20 16.5L12 21L4 16.5L4 7.5Z", "M4 7.5L12 12L20 7.5", "M12 12L12 21")
	GridIcon    = lines("grid", "M4 4L20 4L20 20L4 20Z", "M4 9.3L20 9.3", "M4 14.7L20 14.7", "M9.3 4L9.3 20", "M14.7 4L14.7 20")
	WarningIcon = lines("warning", "M12 4L21 20L3 20Z", "M12 10L12 14.2", "M12 17L12 17.2")
	PersonIcon  = lines("person", "M16 8C16 10.2 14.2 12 12 12C9.8 12 8 10.2 8 8C8 5.8 9.8 4 12 4C14.2 4 16 5.8 16 8Z", "M4.5 20C4.5 17 7.5 15 12 15C16.5 15 19.5 17 19.5 20")
	PageIcon    = lines("page", "M6 3L14 3L19 8L19 21L6 21Z", "M14 3L14 8L19 8", "M9 13L16 13", "M9 17L16 17")
	ClockIcon   = lines("clock", "M21 12C21 17 17 21 12 21C7 21 3 17 3 12C3 7 7 3 12 3C17 3 21 7 21 12Z", "M12 7L12 12L15.5 14")
)

// drawn shows an icon in the colour of a role.
func (l *Look) drawn(icon Icon, role Role, side float32) fyne.CanvasObject {
	return l.mark("icon-"+icon.name, icon.strokes, hexOf(l.Colour(role)), side)
}
