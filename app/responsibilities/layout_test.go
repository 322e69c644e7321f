package responsibilities

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// The legend can be read whole however narrow the window and large the text is.
func TestTheLegendIsWholeInANarrowWindow(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		for _, mode := range []show{showState, showOwner, showBaseline} {
			t.Run(fmt.Sprintf("%s at %g", mode, scale), func(t *testing.T) {
				d, w := desktest.New(t)
				desktest.Dress(t, d, false, scale)
				s := New(d).(*screen)
				w.Put(s)
				s.show = mode
				s.list()
				w.Shown.Resize(fyne.NewSize(1180-44, 720-74))
				last := s.legend.Objects[len(s.legend.Objects)-1]
				for _, part := range s.legend.Objects {
					if right := part.Position().X + part.Size().Width; right > s.legend.Size().Width+1 {
						t.Errorf("a part of the legend ends at %g, where %g is its width", right, s.legend.Size().Width)
					}
				}
				if bottom := last.Position().Y + last.Size().Height; bottom > s.legend.Size().Height+1 {
					t.Errorf("the legend ends at %g and is %g high", bottom, s.legend.Size().Height)
				}
				desktest.Picture(t, w.Canvas(), fmt.Sprintf("legend-%s-%g", mode, scale))
			})
		}
	}
}

// The panel begins where those of the other screens begin.
func TestThePanelBeginsAtItsTop(t *testing.T) {
	s, w := atWork(t)
	s.put(t, "Claims triage assistant", "AI-SEC-002")
	s.panel()
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(w.Side).Y
	for _, o := range test.LaidOutObjects(w.Side) {
		if label, ok := o.(*look.Label); ok && label.Text == "AI-SEC-002" {
			if at := driver.AbsolutePositionForObject(label).Y; at-top > 0.5 {
				t.Errorf("the first line stands %g below the panel's top", at-top)
			}
			return
		}
	}
	t.Error("the control's id is not there")
}

func TestThePanelSaysHowSevereItIs(t *testing.T) {
	s, w := atWork(t)
	s.nextUnowned(1)
	view, _ := s.current()
	c, _ := s.desk.Session.Evaluation().Concern(view.Asset.ID, view.Control.ID)
	word := map[assess.Severity]string{assess.SeverityCritical: "Critical", assess.SeverityHigh: "High", assess.SeverityMedium: "Medium", assess.SeverityLow: "Low"}[c.Severity]
	if said := texts(w.Side); !strings.Contains(said, fmt.Sprintf("%s %d", word, c.Score)) {
		t.Errorf("the panel does not say %s %d: %s", word, c.Score, said)
	}
	if _, err := s.desk.Session.Decide(c.Finding, engagement.DecisionFields{Severity: "low", Reason: "Lab only"}); err != nil {
		t.Fatal(err)
	}
	s.Refresh()
	if said := texts(w.Side); !strings.Contains(said, fmt.Sprintf("Low (was %s %d)", word, c.Score)) {
		t.Errorf("adjusted, the panel says %s", said)
	}
	for r := range s.grid.assets {
		for col := range s.grid.controls {
			if _, wrong := s.desk.Session.Evaluation().Concern(s.grid.assets[r].ID, s.grid.controls[col].ID); !wrong {
				s.matrix.SetCursor(r, col)
				s.panel()
				if view, _ := s.current(); s.concern(&view) != nil {
					t.Error("a cell without a finding has a badge")
				}
				return
			}
		}
	}
}

func TestChipsCountTheirCells(t *testing.T) {
	s, _ := atWork(t)
	totals, said := s.totals(), texts(s.chips)
	for _, want := range []string{fmt.Sprintf("Half owned  %d", totals.HalfOwned), fmt.Sprintf("Undecided  %d", totals.Undecided), fmt.Sprintf("Weak baseline  %d", totals.Weak)} {
		if !strings.Contains(said, want) {
			t.Errorf("no chip says %q: %s", want, said)
		}
	}
	if totals.Weak == 0 || totals.HalfOwned == 0 {
		t.Error("there is nothing to count")
	}
}
