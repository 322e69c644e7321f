package engagement

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarc/assess"
)

// remembering is an engagement with something to forget: a party that had
// another name, an asset with cells, decisions and a tag of its own, and what
// stays beside them.
func remembering(t *testing.T) *desk {
	d := newDesk(t)
	d.party("Barnaby Quillfeather")
	_, err := d.EditParty("Barnaby Quillfeather", PartyFields{Name: given("Wilhelmina Oxtoby")})
	d.check(err)
	d.party("Cloud Security")
	_, err = d.AddAsset(AssetFields{Name: given("Peregrine"), Hosting: given("aws_bedrock"), Tags: &[]string{"falcon", "eu"}})
	d.check(err)
	_, err = d.AddAsset(AssetFields{Name: given("Triage"), Hosting: given("aws_bedrock"), Tags: &[]string{"eu"}})
	d.check(err)
	for _, tag := range []string{"falcon", "eu"} {
		d.assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeTag, Value: tag}}, Controls: []string{"AI-SEC-008"}, Status: given("planned")})
	}
	for _, asset := range []string{"Peregrine", "Triage"} {
		d.assign(Assignment{Assets: []string{asset}, Controls: []string{"AI-SEC-004"}, Accountable: given("Wilhelmina Oxtoby"), Rationale: given("as told on " + asset)})
	}
	d.assign(Assignment{Assets: []string{"Peregrine"}, Controls: []string{"AI-SEC-005"}, Rationale: given("taken back")})
	d.undo() // a cell that only the history knows
	for _, f := range d.Evaluation().Findings() {
		if f.Asset != nil && f.Control != nil && f.Control.ID == "AI-SEC-002" {
			_, err := d.Decide(f.ID, DecisionFields{As: "disputed", Reason: "not so"})
			d.check(err)
		}
	}
	d.action("Ask Barnaby")
	return d
}

func (d *desk) forget(names ...string) Forgotten {
	d.t.Helper()
	done, err := d.Forget(d.t.Context(), names, "asked for")
	d.check(err)
	return done
}

func TestForgetTakesWhatIsMeantAndNothingElse(t *testing.T) {
	for name, c := range map[string]struct {
		names   []string
		records int
		gone    []assess.RecordKind // how many of each kind, by repeating it
		said    string
	}{
		"a party":                   {[]string{"wilhelmina oxtoby"}, 1, []assess.RecordKind{assess.KindParty}, "Forgot a party: asked for"},
		"a party, by its old name":  {[]string{"Barnaby Quillfeather"}, 1, []assess.RecordKind{assess.KindParty}, "Forgot a party: asked for"},
		"an action, by kind":        {[]string{"action:ask barnaby"}, 1, []assess.RecordKind{assess.KindAction}, "Forgot an action: asked for"},
		"a rule":                    {[]string{"tag=eu × AI-SEC-008"}, 1, []assess.RecordKind{assess.KindRule}, "Forgot a scope rule: asked for"},
		"a party and an action":     {[]string{"Cloud Security", "Ask Barnaby"}, 2, []assess.RecordKind{assess.KindParty, assess.KindAction}, "Forgot 2 records: asked for"},
		"one thing said twice over": {[]string{"Cloud Security", "party:cloud security"}, 1, []assess.RecordKind{assess.KindParty}, "Forgot a party: asked for"},
		"an asset with what is its own": {[]string{"Peregrine"}, 4,
			[]assess.RecordKind{assess.KindAsset, assess.KindCell, assess.KindDisposition, assess.KindRule}, "Forgot an asset: asked for"},
	} {
		t.Run(name, func(t *testing.T) {
			d := remembering(t)
			before := countKinds(d.state)
			done := d.forget(c.names...)
			if done.Records != c.records || done.Values < c.records || len(done.Left) > 0 {
				t.Errorf("%+v", done)
			}
			for _, kind := range c.gone {
				before[kind]--
			}
			d.sameCounts(before)
			log, err := d.Log(nil, LogFilter{})
			d.check(err)
			if said := strings.Join(log[0].Sentences, "; "); said != c.said || log[0].Header.Reason != "asked for" {
				t.Errorf("the log says %q", said)
			}
			d.asIfOpened()
			d.intact()
			d.sameCounts(before)
		})
	}
}

func countKinds(s *assess.State) map[assess.RecordKind]int {
	cells := 0
	for id := range s.Assets {
		cells += len(s.Cells(id))
	}
	return map[assess.RecordKind]int{
		assess.KindParty: len(s.Parties), assess.KindAsset: len(s.Assets), assess.KindRule: len(s.Rules), assess.KindCell: cells,
		assess.KindEvidence: len(s.Evidence), assess.KindDisposition: len(s.Dispositions), assess.KindAction: len(s.Actions),
	}
}

func (d *desk) sameCounts(want map[assess.RecordKind]int) {
	d.t.Helper()
	for kind, n := range countKinds(d.state) {
		if n != want[kind] {
			d.t.Errorf("%d records of kind %s, want %d", n, kind, want[kind])
		}
	}
}

// asIfOpened checks that state, evaluation and what can be undone are those of
// the file.
func (d *desk) asIfOpened() {
	d.t.Helper()
	totals, findings, can := d.Evaluation().Totals(), len(d.Evaluation().Findings()), d.CanUndo()
	d.reopen()
	if d.Evaluation().Totals() != totals || len(d.Evaluation().Findings()) != findings || d.CanUndo() != can {
		d.t.Errorf("opened again it amounts to something else: %+v, %d findings, undo %t", d.Evaluation().Totals(), len(d.Evaluation().Findings()), d.CanUndo())
	}
	recentSaysWhatLogSays(d.t.(*testing.T), d.Session, "after a forgetting")
}

func TestForgetRefuses(t *testing.T) {
	d := remembering(t)
	d.action("Cloud Security")
	for name, c := range map[string]struct {
		names  []string
		reason string
		want   string
	}{
		"no reason":                  {[]string{"Triage"}, " ", "forgetting needs a reason"},
		"nothing":                    {nil, "x", "nothing to forget"},
		"nobody of that name":        {[]string{"Triagee"}, "x", `did you mean "Triage"`},
		"two kinds of one name":      {[]string{"Cloud Security"}, "x", "party:Cloud Security"},
		"the engagement":             {[]string{d.state.Engagement.ID}, "x", "the engagement itself cannot be forgotten"},
		"the engagement, by kind":    {[]string{"engagement:Nordhaven"}, "x", "the engagement itself cannot be forgotten"},
		"another kind of that name":  {[]string{"asset:Wilhelmina Oxtoby"}, "x", "there is no asset"},
		"one right and one mistaken": {[]string{"Triage", "Nobody at all"}, "x", "there is no record"},
	} {
		t.Run(name, func(t *testing.T) {
			before := d.commits()
			_, err := d.Forget(t.Context(), c.names, c.reason)
			refusedWith(t, err, CodeInput, c.want)
			if d.commits() != before {
				t.Error("and something was committed")
			}
		})
	}
}

// Commits whose changes were erased are told as such everywhere, and nothing
// that looks back fails on them or says a name.
func TestNothingFailsOnWhatWasForgotten(t *testing.T) {
	d := remembering(t)
	begin := d.headID()
	d.party("Model Risk")
	d.forget("Barnaby Quillfeather", "Peregrine")
	if d.CanUndo() {
		t.Error("what was forgotten can be undone")
	}
	_, err := d.Undo(nil)
	refusedWith(t, err, CodeRefused, "nothing to undo")
	if hint := err.(*Error).Hint.String(); !strings.Contains(hint, "before something was forgotten") {
		t.Errorf("it gives no reason: %q", hint)
	}
	log, err := d.Log(nil, LogFilter{})
	d.check(err)
	var told []string
	forgotten := 0
	for _, entry := range log {
		said := OneSentence(nil, entry.Sentences)
		told = append(told, said)
		if said == "A change that was forgotten" {
			forgotten++
		}
	}
	if forgotten < 4 {
		t.Errorf("%d commits say that they were forgotten: %q", forgotten, told)
	}
	v := &VerifiedPDF{Head: log[len(log)-1].ID.String()}
	d.check(d.HoldAgainst(nil, v))
	told = append(told, v.ChangedSince...)
	for _, since := range []string{begin.String(), log[len(log)-1].ID.String()} {
		difference, err := d.Diff(nil, since)
		d.check(err)
		told = append(told, difference.Sentences...)
	}
	for _, said := range told {
		for _, word := range []string{"Barnaby Q", "Quillfeather", "Wilhelmina", "Oxtoby", "Peregrine", "falcon"} {
			if strings.Contains(said, word) {
				t.Errorf("%q still says %s", said, word)
			}
		}
	}
	d.imports(d.table("name,hosting_model", "Triage,aws_bedrock"), ImportOptions{OnConflict: ChoiceTheirs})
	d.undo()
	d.intact()
}

// What one laptop forgot is forgotten on the other as well when it takes that,
// and undo stops there.
func TestAForgettingComesWithAMerge(t *testing.T) {
	d := remembering(t)
	other := d.copyOn("other.demarc")
	other.forget("Barnaby Quillfeather")
	d.asset("Chat", "azure_openai")
	d.takes(other)
	if d.CanUndo() {
		t.Error("undo goes behind the forgetting")
	}
	log, err := d.Log(nil, LogFilter{Most: 2})
	d.check(err)
	if said := OneSentence(nil, log[0].Sentences); !strings.HasPrefix(said, "Merged 1 commit by J. Weiss: forgot a party") {
		t.Errorf("the merge says %q", said)
	}
	if said := OneSentence(nil, log[1].Sentences); said != "Forgot a party: asked for" || log[1].OnLine {
		t.Errorf("what it brought says %q", said)
	}
	_, err = d.Diff(nil, log[len(log)-1].ID.String())
	d.check(err)
	d.intact()
}

// What is forgotten is on disk before its traces are removed. Where these stay,
// nobody is told that nothing happened, and the next opening goes on with them.
func TestForgottenThoughTracesStay(t *testing.T) {
	ended, end := context.WithCancel(context.Background())
	end()
	tests := map[string]struct {
		ctx   context.Context
		block bool // the place where the file would be written anew
		says  string
	}{
		"stopped":           {ended, false, "removing it there was stopped"},
		"not written anew":  {context.Background(), true, "can still be found in unused parts of the file"},
		"stopped and block": {ended, true, "removing it there was stopped"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := remembering(t)
			anew := d.path + ".new"
			if test.block {
				d.check(os.MkdirAll(filepath.Join(anew, "in the way"), 0o700))
			}
			_, err := d.Forget(test.ctx, []string{"Wilhelmina Oxtoby"}, "asked for it")
			if err == nil || !strings.Contains(err.Error(), "it is forgotten in ") || !strings.Contains(err.Error(), test.says) {
				t.Errorf("said %v", err)
			}
			if errors.Is(err, context.Canceled) != (test.ctx == ended) {
				t.Errorf("%v is by the context", err)
			}
			if _, err := d.EditParty("Wilhelmina Oxtoby", PartyFields{}); err == nil {
				t.Error("it is still there")
			}
			d.check(os.RemoveAll(anew))
			d.reopen()
			content, err := os.ReadFile(d.path)
			if d.check(err); strings.Contains(string(content), "Wilhelmina") {
				t.Error("its traces are still there")
			}
		})
	}
}
