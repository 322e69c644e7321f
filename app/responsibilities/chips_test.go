package responsibilities

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk/desktest"
	"demarc/words"
)

// At the design's size the chips stand in one line, in German as well.
func TestTheChipsStandInOneLine(t *testing.T) {
	for _, code := range []string{"", "de"} {
		t.Run("language "+code, func(t *testing.T) {
			d, w := desktest.New(t)
			if code != "" {
				data, err := os.ReadFile("../../assets/translations/" + code + ".json")
				if err != nil {
					t.Fatal(err)
				}
				if d.Language, err = words.Read(data); err != nil {
					t.Fatal(err)
				}
			}
			s := New(d).(*screen)
			w.Put(s)
			w.Shown.Resize(fyne.NewSize(1440-176, 900-74))
			middle := func(o fyne.CanvasObject) float32 { return o.Position().Y + o.Size().Height/2 }
			first := s.chips.Objects[0]
			for i, chip := range s.chips.Objects {
				if apart := middle(chip) - middle(first); apart > 4 || apart < -4 {
					t.Errorf("part %d stands %g lower", i, apart)
				}
			}
			desktest.Picture(t, w.Canvas(), "chips-"+code)
		})
	}
}
