package sign_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"demarc/sign"
)

// closed is a signature that allows nothing afterwards.
func closed() sign.PDFSignature {
	s := statement()
	s.Closed = true
	return s
}

// prepared is a signature that has a field for the client beside it.
func prepared() sign.PDFSignature {
	s := statement()
	s.Client = &sign.ClientField{Place: sign.Place{Page: s.Page, Rect: [4]float64{300, 60, 500, 120}}, Statement: "Erhalten (受領)."}
	return s
}

func countersignature() sign.Countersignature {
	return sign.Countersignature{Name: "Clément Client", Statement: "Received.", Time: signedAt.Add(time.Minute)}
}

func mustCountersign(tb testing.TB, pdf []byte) []byte {
	tb.Helper()
	both, err := sign.Countersign(pdf, mustIdentity(tb, true), countersignature())
	if err != nil {
		tb.Fatal(err)
	}
	return both
}

func TestThePreparedFieldIsFilled(t *testing.T) {
	ours := mustIdentity(t, false)
	for name, page := range map[string]int{"on the same page": -1, "on another page": 0} {
		t.Run(name, func(t *testing.T) {
			s := prepared()
			s.Client.Page = page
			first := mustSign(t, richPDF(t), ours, s)
			mustVerdict(t, sign.IntactUntrusted, first, nil)
			both := mustCountersign(t, first)
			if !bytes.HasPrefix(both, first) {
				t.Error("the first signer's bytes are not the beginning of the result")
			}
			if update := both[len(first):]; bytes.Count(update, []byte(" obj\n")) != 2 {
				t.Errorf("more than signature and field was written:\n%.300q", update)
			}
			report := mustVerdict(t, sign.IntactTrusted, both, pool(ours.Certificate, mustIdentity(t, true).Certificate))
			if len(report.Signatures) != 2 || report.Signatures[1].Name != "Clément Client" || report.Signatures[1].Statement != "Received." ||
				report.Signatures[0].Permissions != "form filling and signing" {
				t.Errorf("%+v", report.Signatures)
			}
			accept(t, both, mustIdentity(t, true).Certificate.Raw, 2)
		})
	}
}

func TestCountersignRefuses(t *testing.T) {
	ours := mustIdentity(t, false)
	first := mustSign(t, richPDF(t), ours, prepared())
	flipped := bytes.Clone(first)
	flipped[3000] ^= 1
	tests := []struct {
		name string
		pdf  []byte
		want error
	}{
		{"not signed", richPDF(t), sign.ErrNotSigned},
		{"closed", mustSign(t, richPDF(t), ours, closed()), sign.ErrClosed},
		{"no field", mustSign(t, richPDF(t), ours, statement()), sign.ErrNoClientField},
		{"filled", mustCountersign(t, first), sign.ErrFilled},
		{"changed after signing", append(bytes.Clone(first), revision(first, 26, "<< /Title (x) >>")...), sign.ErrNotIntact},
		{"tampered with", flipped, sign.ErrNotIntact},
		{"no PDF", []byte("hello"), sign.ErrNotIntact},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			both, err := sign.Countersign(test.pdf, mustIdentity(t, true), countersignature())
			if both != nil || !errors.Is(err, test.want) || !errors.Is(err, sign.ErrCannotSign) {
				t.Errorf("%d bytes and the error %v", len(both), err)
			}
		})
	}
	c := countersignature()
	c.Time = signedAt.AddDate(9, 0, 0)
	if _, err := sign.Countersign(first, ours, c); !errors.Is(err, sign.ErrExpired) {
		t.Errorf("an expired identity: %v", err)
	}
}

func TestWhatTheClientSigns(t *testing.T) {
	first := mustSign(t, richPDF(t), mustIdentity(t, false), prepared())
	for _, test := range []struct{ name, statement, addition, want string }{
		{"nothing of their own", "", "", "Erhalten (受領)."},
		{"their own words", "Seen.", "", "Seen."},
		{"with an addition", "", "(by hand)", "Erhalten (受領). (by hand)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := countersignature()
			c.Statement, c.Addition = test.statement, test.addition
			both, err := sign.Countersign(first, mustIdentity(t, true), c)
			if err != nil {
				t.Fatal(err)
			}
			if got := mustVerdict(t, sign.IntactUntrusted, both, nil).Signatures[1].Statement; got != test.want {
				t.Errorf("signed %q, want %q", got, test.want)
			}
		})
	}
}

func TestAClosedReportAllowsNothing(t *testing.T) {
	ours := mustIdentity(t, true)
	signed := mustSign(t, richPDF(t), ours, closed())
	if report := mustVerdict(t, sign.IntactUntrusted, signed, nil); report.Signatures[0].Permissions != "no changes" {
		t.Errorf("it allows %s", report.Signatures[0].Permissions)
	}
	accept(t, signed, ours.Certificate.Raw, 1)
}

func TestAPreparedFieldTakesACertifyingSignature(t *testing.T) {
	for name, change := range map[string]func(*sign.PDFSignature){
		"prepared without certifying": func(s *sign.PDFSignature) { s.Client, s.Certify = &sign.ClientField{}, false },
		"closed without certifying":   func(s *sign.PDFSignature) { s.Closed, s.Certify = true, false },
		"prepared and closed":         func(s *sign.PDFSignature) { s.Client, s.Closed = &sign.ClientField{}, true },
	} {
		t.Run(name, func(t *testing.T) {
			s := statement()
			change(&s)
			if _, err := sign.SignPDF(smallPDF(t), mustIdentity(t, false), s); err == nil || !strings.Contains(err.Error(), "cannot prepare another") {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

// What the assessor's own key signs in the client's place says nothing of the
// client.
func TestTheClientSignsWithAKeyOfTheirOwn(t *testing.T) {
	ours := mustIdentity(t, false)
	both, err := sign.Countersign(mustSign(t, richPDF(t), ours, prepared()), ours, countersignature())
	if both != nil || !errors.Is(err, sign.ErrCannotSign) || !strings.Contains(err.Error(), "this very identity") {
		t.Errorf("%d bytes and the error %v", len(both), err)
	}
}
