package report

import (
	"strings"
	"testing"
)

// What is proposed to whoever countersigns stands in their block.
func TestTheBlockHasTheProposedWords(t *testing.T) {
	const usual, owners = "Received. Facts confirmed except as noted. No acceptance of findings or liability.", "Received. I acknowledge the duties listed here except as noted."
	long := strings.Repeat("WWWWWWWWWWWWWWWWWWW ", 50)
	for _, c := range []struct {
		name  string
		edit  func(*Input)
		shows []string
		shuns []string
	}{
		{"the usual ones", func(*Input) {}, []string{"CLIENT'S SIGNATURE", "The client signs here", "The client's signature in the field below", usual}, []string{"The owner", owners}},
		{"others", func(in *Input) { in.ClientStatement = "Seen by the board." }, []string{"CLIENT'S SIGNATURE", "Proposed words: Seen by the board."}, []string{usual}},
		{"an owner's", func(in *Input) { in.Slice.Party = "p2" }, []string{"OWNER'S SIGNATURE", "The owner signs here", "The owner's signature in the field below", owners}, []string{"CLIENT'S SIGNATURE", "The client signs", usual}},
		{"others of an owner", func(in *Input) { in.Slice.Party, in.ClientStatement = "p2", "Seen." }, []string{"OWNER'S SIGNATURE", "Proposed words: Seen."}, []string{owners}},
		{"too many for a block", func(in *Input) { in.ClientStatement = long }, []string{"In the words above."}, []string{usual}},
		{"in German", func(in *Input) { in.Language = mustGerman(t) }, []string{"Feststellungen und Haftung werden damit nicht anerkannt."}, []string{usual}},
		{"an owner's in German", func(in *Input) { in.Slice.Party, in.Language = "p2", mustGerman(t) }, []string{"SIGNATUR DES EIGNERS", "Ich nehme die hier aufgeführten Pflichten an, soweit nicht anders vermerkt."}, []string{owners}},
		{"nobody is to sign", func(in *Input) { in.Client, in.ClientStatement = false, "Seen." }, []string{"I prepared it."}, []string{"Proposed words", "Seen."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := smallInput(t)
			in.Signer, in.Client = &Signer{Name: "Ada", Fingerprint: "ab", Statement: "I prepared it."}, true
			c.edit(&in)
			document := mustWrite(t, in)
			if empty := document.ClientRect == [4]float64{}; empty == in.Client {
				t.Errorf("the place is %v", document.ClientRect)
			}
			text := strings.Join(strings.Fields(textOf(t, document.PDF)), " ")
			for _, shown := range c.shows {
				if !strings.Contains(text, shown) {
					t.Errorf("there is no %q in %s", shown, text[max(0, len(text)-1500):])
				}
			}
			for _, other := range c.shuns {
				if strings.Contains(text, other) {
					t.Errorf("it has %q", other)
				}
			}
		})
	}
}
