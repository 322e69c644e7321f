package look

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A part may be drawn before its place is known: its layout then gives less room
// than none.
func TestADrawingHasTheRoomThatThereIs(t *testing.T) {
	test.NewTempApp(t)
	mark := New(Fonts{}, false, 1).triangle()
	w := test.NewTempWindow(t, mark)
	for _, c := range []struct {
		name  string
		side  float32
		drawn bool
	}{{"its own", 14, true}, {"none", 0, false}, {"less than none", -13, false}} {
		t.Run(c.name, func(t *testing.T) {
			mark.Resize(fyne.NewSquareSize(c.side))
			ground := test.NewTempWindow(t, nil).Canvas().Capture()
			if got := inkedAgainst(w.Canvas().Capture(), ground); got != c.drawn {
				t.Errorf("something is drawn: %t", got)
			}
		})
	}
}

// inkedAgainst reports whether a picture has a pixel that the ground has not.
func inkedAgainst(picture, ground image.Image) bool {
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			if picture.At(x, y) != ground.At(0, 0) {
				return true
			}
		}
	}
	return false
}
