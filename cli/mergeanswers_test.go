package cli

import (
	"testing"

	"demarc/engagement"
	"demarc/history"
)

// Whatever a file of answers holds, it is refused, or every answer is one that
// can be given.
func FuzzReadAnswers(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"conflicts":[{"id":"a","take":""}]}`, `{"head":"x","conflicts":[{"id":"a","take":"ours"},{"id":"b","take":"both"}]}`,
		`{"conflicts":[{"id":"a","take":{"fields":{"region":"eu"}}}]}`, `{"conflicts":[{"id":"a","take":{"fields":null}}]}`,
		`{"conflicts":[{"id":"a","take":null},{"id":"a","take":"mine"}]}`, `[]`, `{"conflicts":[{"take":7}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		answers, err := readAnswers(data)
		if err != nil {
			return
		}
		for id, answer := range answers.taken {
			switch answer.Choice {
			case history.ChooseOurs, history.ChooseTheirs, engagement.ChooseBoth:
				if answer.Own != nil {
					t.Errorf("%q: fields beside %s", id, answer.Choice)
				}
			case history.ChooseOwn:
				if answer.Own == nil {
					t.Errorf("%q: no fields of its own", id)
				}
			default:
				t.Errorf("%q: the answer %q", id, answer.Choice)
			}
		}
	})
}
