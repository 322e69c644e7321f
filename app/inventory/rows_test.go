package inventory

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/assess"
	"demarc/engagement"
)

// made are rows for tests of order and filter: name, owner, tag, unowned,
// approval, data.
func made(t *testing.T) []row {
	t.Helper()
	d, _ := desktest.New(t)
	var rows []row
	for _, a := range []struct {
		asset   assess.Asset
		unowned int
	}{
		{assess.Asset{ID: "1", Name: "Zeta", Hosting: "aws_bedrock", Data: []string{"personal"}, Tags: []string{"fraud"}}, 3},
		{assess.Asset{ID: "2", Name: "alpha", Hosting: "azure_openai", Approval: assess.ApprovalApproved, Service: "Azure OpenAI"}, 12},
		{assess.Asset{ID: "3", Name: "Beta", Hosting: "aws_bedrock", Provider: "Acme", Data: []string{"internal", "personal"}}, 0},
		{assess.Asset{ID: "4", Name: "Aged", Lifecycle: assess.LifecycleRetired, Hosting: "aws_bedrock"}, 0},
		{assess.Asset{ID: "5", Name: "Aloof", Approval: assess.ApprovalRejected}, 0},
	} {
		asset := a.asset
		r := rowOf(d, &asset, 0)
		r.Unowned = a.unowned
		rows = append(rows, r)
	}
	return rows
}

// names are the lines as names, with a bar for the heading.
func names(lines []line) string {
	var all []string
	for _, l := range lines {
		if l.heading {
			all = append(all, "|")
			continue
		}
		all = append(all, l.row.Name)
	}
	return strings.Join(all, " ")
}

func TestRowsArePickedAndSorted(t *testing.T) {
	rows := made(t)
	tests := []struct {
		name     string
		criteria criteria
		want     string
	}{
		{"by name, whatever the case", criteria{}, "alpha Beta Zeta | Aged Aloof"},
		{"the other way round", criteria{Down: true}, "Zeta Beta alpha | Aloof Aged"},
		{"most unowned first", criteria{Sort: byUnowned, Down: true}, "alpha Zeta Beta | Aged Aloof"},
		{"blanks last both ways", criteria{Sort: byData, Down: true}, "Zeta Beta alpha | Aged Aloof"},
		{"a word of the name", criteria{Text: "ALPH"}, "alpha"},
		{"a provider", criteria{Text: "acme"}, "Beta"},
		{"a service", criteria{Text: "openai"}, "alpha"},
		{"a tag", criteria{Text: "fraud"}, "Zeta"},
		{"two words, both of them", criteria{Text: "fraud zeta"}, "Zeta"},
		{"two words of two assets", criteria{Text: "fraud beta"}, ""},
		{"a hosting model", criteria{Hosting: "aws_bedrock"}, "Beta Zeta | Aged"},
		{"an unknown hosting model", criteria{Hosting: assess.HostingUnknown}, "| Aloof"},
		{"an approval", criteria{Approval: "approved"}, "alpha"},
		{"no approval", criteria{Approval: noApproval}, "Beta Zeta | Aged"},
		{"a data class among several", criteria{Data: "personal"}, "Beta Zeta"},
		{"nothing said of the data", criteria{Data: "unknown"}, "alpha | Aged Aloof"},
		{"with unowned cells", criteria{Unowned: true}, "alpha Zeta"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			slices.SortFunc(rows, func(a, b row) int { return strings.Compare(a.folded[byName], b.folded[byName]) })
			lines, shown := arrange(rows, test.criteria)
			if got := names(lines); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if want := len(strings.Fields(strings.ReplaceAll(test.want, "|", ""))); shown != want {
				t.Errorf("%d shown, want %d", shown, want)
			}
		})
	}
}

func TestApprovals(t *testing.T) {
	d, _ := desktest.New(t)
	today := assess.DateOf(desktest.Now)
	day := func(text string) assess.Date {
		date, err := assess.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return date
	}
	tests := []struct {
		name  string
		asset assess.Asset
		want  string
		alarm bool
	}{
		{"nobody said anything", assess.Asset{}, "none", true},
		{"approved without an end", assess.Asset{Approval: "approved"}, "approved", false},
		{"approved until later", assess.Asset{Approval: "approved", ApprovedUntil: day("2027-03-01")}, "approved to 2027-03", false},
		{"approved until today", assess.Asset{Approval: "approved", ApprovedUntil: today}, "approved to 2026-11", false},
		{"run out", assess.Asset{Approval: "approved", ApprovedUntil: today - 1}, "expired 2026-11", true},
		{"run out, of an approval that nobody wrote down", assess.Asset{ApprovedUntil: today - 1}, "expired 2026-11", true},
		{"under review past a date", assess.Asset{Approval: "under_review", ApprovedUntil: today - 1}, "under review", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, alarm := approvalText(d, &test.asset, today); got != test.want || alarm != test.alarm {
				t.Errorf("got %q, %t; want %q, %t", got, alarm, test.want, test.alarm)
			}
		})
	}
}

// Every figure of the list is the evaluation's.
func TestRowsSayWhatTheEvaluationSays(t *testing.T) {
	d, _ := desktest.New(t)
	rows, sum := rowsOf(d), 0
	for _, r := range rows {
		sum += r.Unowned
		if !r.Counted && r.Unowned != 0 {
			t.Errorf("%s is not counted and has %d unowned cells", r.Name, r.Unowned)
		}
	}
	if want := d.Session.Evaluation().Totals().Unowned; sum != want || len(rows) != len(d.Session.State().Assets) {
		t.Errorf("%d rows with %d unowned cells, want %d", len(rows), sum, want)
	}
}

func TestRetiringIsToldBeforehand(t *testing.T) {
	d, _ := desktest.New(t)
	asset, err := d.Session.FindAsset("Translation desk")
	if err != nil {
		t.Fatal(err)
	}
	if got := retireSentences(d, asset)[0]; got != "26 cells leave the count, 26 of them unowned." {
		t.Error(got)
	}
	if asset, err = d.Session.RetireAsset(asset.ID); err != nil {
		t.Fatal(err)
	}
	if got := retireSentences(d, asset)[0]; got != "It is not counted today, so no figure changes." {
		t.Error(got)
	}
}

// While the client is looking, people are named by what they do.
func TestPresentingHidesPeople(t *testing.T) {
	d, _ := desktest.New(t)
	d.Presenting = true
	for _, r := range rowsOf(d) {
		if strings.Contains(r.Owner, "Okafor") || strings.Contains(r.text, "okafor") {
			t.Errorf("%s shows its owner: %s", r.Name, r.Owner)
		}
		events, err := eventsOf(d, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if strings.Contains(e.What, "Okafor") {
				t.Errorf("the history names a person: %s", e.What)
			}
		}
	}
}

// lots is an engagement with many assets.
func lots(t testing.TB, n int) *desk.Desk {
	d, _ := desktest.New(t)
	var text strings.Builder
	text.WriteString("name,external_id,hosting_model,tags\n")
	for i := range n {
		fmt.Fprintf(&text, "System %05d,X-%d,aws_bedrock,tag%d\n", i, i, i%40)
	}
	if _, err := d.Session.Import([]string{table(t, "lots.csv", text.String())}, engagement.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	return d
}

func BenchmarkTenThousandRows(b *testing.B) {
	d := lots(b, 10000)
	screen := New(d).(*screen)
	d.Window.(*desktest.Window).Put(screen)
	b.Run("selected", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			screen.list.table.Select(i % 5000)
		}
	})
	b.Run("typed a letter into the filter", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			screen.list.filter.SetText([]string{"tag7", "tag"}[i%2])
		}
	})
	b.Run("made", func(b *testing.B) {
		for b.Loop() {
			rowsOf(d)
		}
	})
	rows := rowsOf(d)
	b.Run("filtered", func(b *testing.B) {
		for b.Loop() {
			arrange(rows, criteria{Text: "tag7 system"})
		}
	})
	b.Run("sorted", func(b *testing.B) {
		for b.Loop() {
			arrange(rows, criteria{Sort: byUnowned, Down: true})
		}
	})
	b.Run("history", func(b *testing.B) {
		for b.Loop() {
			eventsOf(d, rows[5000].ID)
		}
	})
}
