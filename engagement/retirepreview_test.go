package engagement

import (
	"testing"

	"demarc/assess"
)

// What the preview says of a retirement is what the retirement then does.
func TestPreviewingARetirementSaysWhatItDoes(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "self_hosted_onprem")
	d.asset("Chatbot", "aws_bedrock")
	for _, name := range []string{"Anna", "Bert", "Idle"} {
		d.party(name)
	}
	_, err := d.AddParty(PartyFields{Name: given("AWS"), Kind: given("provider")})
	d.check(err)
	d.assign(Assignment{Assets: []string{"Triage"}, EveryControl: true, Accountable: given("Anna")})
	d.assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, EveryControl: true, Responsible: &[]string{"Anna", "Bert"}})
	d.assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeHosting, Value: "aws_bedrock"}}, Controls: []string{"AI-SEC-002"}, Accountable: given("Bert")})
	for _, c := range []struct {
		name, party, successor string
		unowns                 bool
	}{
		{"whoever owns cells leaves them", "Anna", "", true},
		{"a rule's party leaves those of the rule", "Bert", "", true},
		{"a presumed provider leaves its own", "AWS", "", true},
		{"whoever owns nothing leaves nothing", "Idle", "", false},
		{"a successor takes all of it", "Anna", "Bert", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, commits := d.digest(), d.commits()
			preview, err := d.PreviewRetire(c.party, c.successor)
			d.check(err)
			if d.digest() != before || d.commits() != commits {
				t.Fatal("looking ahead changed something")
			}
			unowned, err := d.RetireParty(c.party, c.successor)
			d.check(err)
			if preview.Unowned != unowned || unowned > 0 != c.unowns || preview.Records > 0 != (c.successor != "") {
				t.Errorf("it says %d cells and %d records, and %d became unowned", preview.Unowned, preview.Records, unowned)
			}
			if len(preview.Cells) != unowned {
				t.Errorf("it names %d cells, and %d became unowned", len(preview.Cells), unowned)
			}
			for _, ref := range preview.Cells {
				if view, _ := d.Evaluation().Cell(ref.Asset, ref.Control); view.State != assess.StateUnowned {
					t.Errorf("%v is %s", ref, view.State)
				}
			}
			_, err = d.Undo(nil)
			d.check(err)
		})
	}
	_, err = d.PreviewRetire("Anna", "Anna")
	refusedWith(t, err, CodeInput, "cannot hand over to itself")
}
