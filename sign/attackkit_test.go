package sign_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"demarc/assess"
	"demarc/assets"
	"demarc/catalog"
	"demarc/report"
	"demarc/sign"
)

// victim is our own report in the forms in which it is handed over; the client's
// key and the assessor's are RSA, so that an attacker who has one can sign again.
type victim struct {
	plain, closed, open, both []byte
	ours, client              *sign.Identity
}

var reported = sync.OnceValues(func() (*report.Document, error) {
	pack, err := catalog.Load(assets.Catalogue())
	if err != nil {
		return nil, err
	}
	catalogue, err := catalog.Compose(pack)
	if err != nil {
		return nil, err
	}
	state := assess.NewState()
	state.Put(&assess.Engagement{ID: "e", Client: "Nordhaven Insurance"})
	state.Put(&assess.Asset{ID: "a1", Name: "Claims triage", Hosting: "aws_bedrock"})
	evaluation := assess.Evaluate(state, catalogue, signedAt)
	face := func(name string) []byte { data, _ := fs.ReadFile(assets.Fonts(), name); return data }
	return report.Write(context.Background(), report.Input{
		Evaluation: evaluation, Findings: evaluation.Findings(), Head: strings.Repeat("9c21f0a74be3d815", 4), Commits: 2, Program: "demarc", Now: signedAt,
		Signer: &report.Signer{Name: "Ada Assessor", Statement: "I prepared this report."}, Client: true,
		Fonts: report.Fonts{Regular: face("Inter-Regular.ttf"), Medium: face("Inter-Medium.ttf"), SemiBold: face("Inter-SemiBold.ttf")},
	}, nil)
})

func mustVictim(t *testing.T) *victim {
	t.Helper()
	document, err := reported()
	if err != nil {
		t.Fatal(err)
	}
	other, err := sign.NewIdentity(sign.Subject{Name: "Clément Client"}, true, signedAt.AddDate(0, -1, 0))
	if err != nil {
		t.Fatal(err)
	}
	v := &victim{plain: document.PDF, ours: mustIdentity(t, true), client: other}
	s := statement()
	s.Page, s.Rect, s.Closed = document.SignaturePage, document.SignatureRect, true
	v.closed = mustSign(t, v.plain, v.ours, s)
	s.Closed = false
	s.Client = &sign.ClientField{Place: sign.Place{Page: document.ClientPage, Rect: document.ClientRect}, Statement: report.ClientStatement(nil)}
	v.open = mustSign(t, v.plain, v.ours, s)
	c := countersignature()
	c.Statement = strings.Repeat("Received. ", 20) // room for edits
	if v.both, err = sign.Countersign(v.open, v.client, c); err != nil {
		t.Fatal(err)
	}
	return v
}

// object is one that an update writes.
type object struct {
	number int
	body   string
}

// appended adds an update with these objects, in the way of a PDF editor;
// trailer holds entries beside Size, Root, Info and Prev.
func appended(pdf []byte, trailer string, objects ...object) []byte {
	out := bytes.NewBuffer(bytes.Clone(pdf))
	offsets := map[int]int{}
	for _, o := range objects {
		offsets[o.number] = out.Len()
		fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", o.number, o.body)
	}
	return finished(out, pdf, trailer, offsets)
}

// finished writes a table that says where objects are, and the trailer.
func finished(out *bytes.Buffer, pdf []byte, trailer string, offsets map[int]int) []byte {
	table := out.Len()
	out.WriteString("xref\n")
	for number, offset := range offsets {
		fmt.Fprintf(out, "%d 1\n%010d 00000 n \n", number, offset)
	}
	if !strings.Contains(trailer, "/Root") {
		trailer += fmt.Sprintf(" /Root %d 0 R", trailerRef(pdf, "Root"))
	}
	fmt.Fprintf(out, "trailer\n<< /Size 9000 /Info %d 0 R /Prev %s %s >>\nstartxref\n%d\n%%%%EOF\n", trailerRef(pdf, "Info"), lastStart(pdf), trailer, table)
	return out.Bytes()
}

func trailerRef(pdf []byte, key string) int {
	found := regexp.MustCompile(`/`+key+` (\d+) 0 R`).FindAllSubmatch(pdf[bytes.LastIndex(pdf, []byte("trailer")):], -1)
	n, _ := strconv.Atoi(string(found[len(found)-1][1]))
	return n
}

// body is an object as the newest revision has it.
func body(t *testing.T, pdf []byte, number int) string {
	t.Helper()
	_, rest, found := bytes.Cut(pdf[max(0, bytes.LastIndex(pdf, fmt.Appendf(nil, "\n%d 0 obj\n", number))):], []byte(" obj\n"))
	text, _, ended := bytes.Cut(rest, []byte("\nendobj"))
	if !found || !ended {
		t.Fatalf("there is no object %d", number)
	}
	return string(text)
}

// numberOf finds the object whose body has that text.
func numberOf(t *testing.T, pdf []byte, text string) int {
	t.Helper()
	at := bytes.LastIndex(pdf, []byte(text))
	if at < 0 {
		t.Fatalf("no object says %q", text)
	}
	found := regexp.MustCompile(`\n(\d+) 0 obj\n`).FindAllSubmatch(pdf[:at], -1)
	n, _ := strconv.Atoi(string(found[len(found)-1][1]))
	return n
}

// edit replaces the last place that has a text by one as long.
func edit(t *testing.T, pdf []byte, old, new string) []byte {
	t.Helper()
	out := bytes.Clone(pdf)
	at := bytes.LastIndex(out, []byte(old))
	if at < 0 || len(new) > len(old) {
		t.Fatalf("%q cannot become %q", old, new)
	}
	copy(out[at:], new+strings.Repeat(" ", len(old)-len(new)))
	return out
}

// signedOver is what a signer makes who signs a file that others refuse.
func signedOver(t *testing.T, pdf []byte, v *victim) []byte {
	t.Helper()
	s := approval()
	s.Page, s.Name = 0, "Clément Client"
	return mustSign(t, pdf, v.client, s)
}

// resigned signs again after an edit, as only the signer can.
func resigned(t *testing.T, pdf []byte, id *sign.Identity) []byte {
	t.Helper()
	if err := sign.SignAgain(pdf, id); err != nil {
		t.Fatal(err)
	}
	return pdf
}
