package sign_test

import (
	"errors"
	"testing"

	"demarc/sign"
)

// The words can be read where a countersignature can be made, and elsewhere it
// is said why not.
func TestTheProposedWordsAreThoseOfAFieldThatWaits(t *testing.T) {
	ours := mustIdentity(t, false)
	waiting := mustSign(t, richPDF(t), ours, prepared())
	for name, c := range map[string]struct {
		pdf  []byte
		want string
		err  error
	}{
		"a field waits":            {waiting, "Erhalten (受領).", nil},
		"it is filled":             {mustCountersign(t, waiting), "", sign.ErrFilled},
		"no field":                 {mustSign(t, richPDF(t), ours, statement()), "", sign.ErrNoClientField},
		"nothing may be added":     {mustSign(t, richPDF(t), ours, closed()), "", sign.ErrClosed},
		"not signed, and no field": {richPDF(t), "", sign.ErrNoClientField},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := sign.ProposedStatement(c.pdf)
			if got != c.want || !errors.Is(err, c.err) || (err == nil) != (c.err == nil) {
				t.Errorf("it proposes %q, %v", got, err)
			}
		})
	}
	if _, err := sign.ProposedStatement([]byte("this is a letter to a client")); err == nil {
		t.Error("a letter proposes something")
	}
}
