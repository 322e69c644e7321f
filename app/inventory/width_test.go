package inventory

import (
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
)

// Beside navigation and panel, a window of 1300 leaves a screen this much.
const leastBesidePanel = 1300 - 176 - (desk.PanelWidth + 32)

func TestEveryPartFitsBesideThePanel(t *testing.T) {
	for _, scale := range []float32{0.9, 1, 1.5} {
		d, w := sampleDesk(t, false, scale)
		s := New(d).(*screen)
		w.Put(s)
		fits := func(name string) {
			t.Helper()
			if got := s.box.MinSize().Width / scale; got > leastBesidePanel {
				t.Errorf("at %g %s needs %g of %d", scale, name, got, leastBesidePanel)
			}
			if got := w.Side.MinSize().Width / scale; got > desk.PanelWidth+1 {
				t.Errorf("at %g the panel of %s needs %g", scale, name, got)
			}
		}
		fits("the list")
		s.list.criteria.Hosting, s.list.criteria.Unowned = "saas_ai", true
		s.list.filtered()
		fits("the filtered list")
		s.list.clear()
		s.Show(desk.Place{Do: "new"})
		fits("a new asset")
		s.Show(desk.Place{Do: "whatif", Asset: s.list.rows[0].ID})
		fits("the question of a comparison")
		s.front.(*comparison).to = "aws_bedrock_custom"
		s.Refresh()
		s.Enter()
		fits("a comparison")
		s.Show(desk.Place{Do: "import"})
		fits("the question for a table")
		s.Drop([]string{conflicting(t, d)}, fyne.Position{})
		for _, k := range []kind{kindNew, kindChanged, kindConflicting, kindRejected, kindNotes} {
			s.imports.turn(k)
			fits("an import")
		}
		s.Drop([]string{"../../exchange/testdata/insurer.csv"}, fyne.Position{})
		fits("the columns")
	}
}
