package desk_test

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// person makes a person who does something.
func person(t *testing.T, d *desk.Desk, name, function string) *assess.Party {
	t.Helper()
	kind := string(assess.Person)
	party, err := d.Session.AddParty(engagement.PartyFields{Name: &name, Kind: &kind, Function: &function})
	if err != nil {
		t.Fatal(err)
	}
	return party
}

func TestPresentingPeopleAreNamedByWhatTheyDo(t *testing.T) {
	d, _ := desktest.New(t)
	lead, nobody := person(t, d, "Al Bertone", "Claims lead"), person(t, d, "Bea Cole", "")
	for name, c := range map[string]struct {
		presenting  bool
		id, want    string
		sentence    string
		sentenceNow string
	}{
		"not presenting":      {false, lead.ID, "Al Bertone", "Made Al Bertone accountable", "Made Al Bertone accountable"},
		"with a function":     {true, lead.ID, "Claims lead", "Made Al Bertone accountable", "Made Claims lead accountable"},
		"without a function":  {true, nobody.ID, "a person", "Asked Bea Cole\nagain", "Asked a person again"},
		"no longer on record": {true, "gone", "gone", "Als", "Als"},
		"nobody":              {true, "", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d.Presenting = c.presenting
			if got := d.Person(c.id); got != c.want {
				t.Errorf("named %q, not %q", got, c.want)
			}
			if got := d.Discreet()(c.sentence); got != c.sentenceNow {
				t.Errorf("said %q, not %q", got, c.sentenceNow)
			}
		})
	}
}

func TestOneLineKeepsTheScreenSafe(t *testing.T) {
	for text, want := range map[string]string{"a\nb\tc": "a b c", "abc\u202edef": "abcdef", "plain": "plain", "🧾": "🧾"} {
		if got := desk.OneLine(text); got != want {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestAChangeIsSaidOrItsTroubleIsShown(t *testing.T) {
	for name, c := range map[string]struct {
		change       func(*desk.Desk) (string, error)
		said, failed int
	}{
		"a change":   {func(d *desk.Desk) (string, error) { _, err := d.Session.Undo(nil); return "Taken back", err }, 1, 0},
		"trouble":    {func(*desk.Desk) (string, error) { return "", errors.New("the disk is full") }, 0, 1},
		"no comment": {func(*desk.Desk) (string, error) { return "", nil }, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			d, w := desktest.New(t)
			ok := d.Do(func() (string, error) { return c.change(d) })
			if len(w.Said) != c.said || len(w.Failed) != c.failed || ok != (c.failed == 0) {
				t.Errorf("said %q, failed %v, %t", w.Said, w.Failed, ok)
			}
		})
	}
}

func TestTheSumLineClosesAndEveryFigureLeadsToItsCells(t *testing.T) {
	d, w := desktest.New(t)
	totals := d.Session.Evaluation().Totals()
	line := d.SumLine(totals, 40)
	if totals.Unowned+totals.Owned+totals.NotApplicable != totals.Cells {
		t.Fatalf("%+v", totals)
	}
	text := ""
	for _, part := range line.(*fyne.Container).Objects {
		switch part := part.(type) {
		case *look.Button:
			text += part.Text + " "
			test.Tap(part)
		case *look.Label:
			text += part.Text + " "
		}
	}
	want := d.Number(totals.Unowned) + " unowned + " + d.Number(totals.Owned) + " owned + " + d.Number(totals.NotApplicable) + " not applicable = " +
		d.Number(totals.Cells) + " cells (28 assets × 26 controls) · showing 40 of " + d.Number(totals.Cells) + " "
	if text != want {
		t.Errorf("it says %q, not %q", text, want)
	}
	var filters []string
	for _, place := range w.Went {
		filters = append(filters, string(place.Screen)+":"+place.Filter)
	}
	if got := strings.Join(filters, " "); got != "responsibilities:unowned responsibilities:owned responsibilities:not_applicable" {
		t.Errorf("the figures lead to %s", got)
	}
}

func TestTheBarIsToScaleAndHidesNothing(t *testing.T) {
	d, _ := desktest.New(t)
	for name, c := range map[string]struct {
		totals assess.Totals
		shown  []bool
	}{
		"all three":       {assess.Totals{Unowned: 100, Owned: 100, NotApplicable: 100}, []bool{true, true, true}},
		"one in a crowd":  {assess.Totals{Unowned: 1, Owned: 259_999}, []bool{true, true, false}},
		"nothing unowned": {assess.Totals{Owned: 26}, []bool{false, true, false}},
		"no cells":        {assess.Totals{}, []bool{false, false, false}},
	} {
		t.Run(name, func(t *testing.T) {
			bar := d.SumBar(c.totals).(*fyne.Container)
			bar.Resize(fyne.NewSize(300, 8))
			end := float32(0)
			for i, piece := range bar.Objects {
				if piece.Visible() != c.shown[i] || piece.Visible() && (piece.Size().Width < 2 || piece.Position().X < end) {
					t.Errorf("piece %d: %t, %v at %v", i, piece.Visible(), piece.Size(), piece.Position())
				}
				if piece.Visible() {
					end = piece.Position().X + piece.Size().Width
				}
			}
			if end > 300.01 {
				t.Errorf("the bar is %v wide", end)
			}
		})
	}
}

func TestProseHasNoMarksAroundCommands(t *testing.T) {
	for text, want := range map[string]string{
		"`aws iam list-users` and `x`;\nthe rest": "aws iam list-users and x; the rest",
		"one ` alone": "one ` alone",
		"\u202eplain": "plain",
		"":            "",
	} {
		if got := desk.Prose(text); got != want {
			t.Errorf("%q became %q", text, got)
		}
	}
}
