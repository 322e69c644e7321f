package sign_test

import (
	"encoding/asn1"
	"errors"
	"strings"
	"testing"

	"demarc/sign"
)

// rejection is an answer without a timestamp, as RFC 3161 has it.
type rejection struct {
	Status struct {
		Status  int
		Text    []string       `asn1:"optional,omitempty"`
		Failure asn1.BitString `asn1:"optional"`
	}
}

func mustReject(t *testing.T, status, bit int, text ...string) []byte {
	t.Helper()
	var r rejection
	r.Status.Status, r.Status.Text = status, text
	if bit >= 0 {
		bytes := make([]byte, bit/8+1)
		bytes[bit/8] = 0x80 >> (bit % 8)
		r.Status.Failure = asn1.BitString{Bytes: bytes, BitLength: bit + 1}
	}
	der, err := asn1.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// An authority that gives no timestamp is reported in one sentence of the
// program, whatever it sent; no words of the libraries get through.
func TestAnAnswerThatIsNoTimestampIsSaidInOneSentence(t *testing.T) {
	const begin, foreign = "the timestamp authority gave no timestamp that holds: ", "what it answered is no timestamp; is the address that of an authority?"
	signed := mustSign(t, smallPDF(t), mustIdentity(t, false), statement())
	for _, test := range []struct {
		name   string
		answer []byte
		says   string
	}{
		{"nothing", nil, foreign},
		{"a web page", []byte("<!DOCTYPE html><html><body>Sign in</body></html>"), foreign},
		{"something behind it", append(mustReject(t, 2, -1), '\n'), foreign},
		{"a number", []byte{2, 1, 0}, foreign},
		{"a rejection without a word", mustReject(t, 2, -1), "it rejected the request: it does not say why"},
		{"a rejection for a reason", mustReject(t, 2, 14), "it rejected the request: its clock is not available"},
		{"a rejection in words", mustReject(t, 2, 0, "over\r\nquota", "call us"), "it rejected the request: “over quota; call us”"},
		{"a rejection at length", mustReject(t, 2, -1, strings.Repeat("no ", 200)), "it rejected the request: “" + strings.Repeat("no ", 66) + "no…”"},
		{"a rejection in blanks", mustReject(t, 2, 25, " \n"), "it rejected the request: something failed at its end"},
		{"a status that nobody knows", mustReject(t, 77, -1), "it rejected the request: it does not say why"},
		{"granted, with nothing", mustReject(t, 0, -1), "its answer came without a timestamp"},
		{"granted, with a wreck", []byte{0x30, 0x09, 0x30, 0x03, 2, 1, 0, 0x30, 0x02, 5, 0}, "its answer is damaged"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := sign.Timestamp(signed, func([]byte) ([]byte, error) { return test.answer, nil })
			if !errors.Is(err, sign.ErrNoStamp) || err.Error() != begin+test.says {
				t.Errorf("it says %v", err)
			}
		})
	}
}
