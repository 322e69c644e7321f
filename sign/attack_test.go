package sign_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"demarc/sign"
)

// attack is a way to have a signed report say something else, and what is said
// of the result.
type attack struct {
	name    string
	make    func(t *testing.T, v *victim) []byte
	verdict sign.Verdict
	says    string // in the changes or problems
}

func (a attack) run(t *testing.T, v *victim) {
	report := mustVerdict(t, a.verdict, a.make(t, v), pool(v.ours.Certificate, v.client.Certificate))
	said := said(report.Problems)
	for _, s := range report.Signatures {
		said += "; " + strings.Join(s.ChangesAfter, "; ")
	}
	if !strings.Contains(said, a.says) {
		t.Errorf("it says %s, without %q", said, a.says)
	}
}

func runAttacks(t *testing.T, attacks []attack) {
	t.Helper()
	v := mustVictim(t)
	roots := pool(v.ours.Certificate, v.client.Certificate)
	for _, untouched := range [][]byte{v.closed, v.open, v.both} {
		mustVerdict(t, sign.IntactTrusted, untouched, roots)
	}
	for _, attack := range attacks {
		t.Run(attack.name, func(t *testing.T) { attack.run(t, v) })
	}
}

// Bytes that were signed, and the signature itself.
func TestAttacksOnTheSignedBytes(t *testing.T) {
	ranges := func(pdf []byte) string { return string(regexp.MustCompile(`/ByteRange \[[^]]*\]`).Find(pdf)) }
	contents := func(pdf []byte) string { return string(regexp.MustCompile(`/Contents <[0-9a-f]*>`).Find(pdf)) }
	runAttacks(t, []attack{
		{"a byte of a page's content", func(t *testing.T, v *victim) []byte {
			out := bytes.Clone(v.closed)
			out[bytes.Index(out, []byte("stream\n"))+40] ^= 1
			return out
		}, sign.Tampered, "digest does not match"},
		{"a byte range that leaves out more than the signature", func(t *testing.T, v *victim) []byte {
			var a, b, c int
			fmt.Sscanf(ranges(v.closed), "/ByteRange [0 %d %d %d", &a, &b, &c)
			return edit(t, v.closed, ranges(v.closed), fmt.Sprintf("/ByteRange [0 %d %d %d]", a-1000, b, c))
		}, sign.Tampered, ""},
		{"a byte range that begins later", func(t *testing.T, v *victim) []byte {
			return edit(t, v.closed, "/ByteRange [0 ", "/ByteRange [9 ")
		}, sign.Tampered, ""},
		{"a byte range that ends earlier", func(t *testing.T, v *victim) []byte {
			var a, b, c int
			fmt.Sscanf(ranges(v.closed), "/ByteRange [0 %d %d %d", &a, &b, &c)
			return edit(t, v.closed, ranges(v.closed), fmt.Sprintf("/ByteRange [0 %d %d %d]", a, b, c-300))
		}, sign.Tampered, ""},
		{"no byte range", func(t *testing.T, v *victim) []byte { return edit(t, v.closed, ranges(v.closed), "/ByteRange null") }, sign.Tampered, ""},
		{"no byte range and no signature in the field", func(t *testing.T, v *victim) []byte {
			return edit(t, edit(t, v.closed, ranges(v.closed), "/ByteRange null"), contents(v.closed), "/Contents null")
		}, sign.Tampered, "damaged"},
		{"a null signature", func(t *testing.T, v *victim) []byte { return edit(t, v.closed, contents(v.closed), "/Contents null") }, sign.Tampered, ""},
		{"an empty signature", func(t *testing.T, v *victim) []byte { return edit(t, v.closed, contents(v.closed), "/Contents <>") }, sign.Tampered, ""},
		{"a signature of zeros", func(t *testing.T, v *victim) []byte {
			zeros := "/Contents <" + strings.Repeat("0", len(contents(v.closed))-len("/Contents <>")) + ">"
			return edit(t, v.closed, contents(v.closed), zeros)
		}, sign.Tampered, "damaged"},
		{"the signature of another file", func(t *testing.T, v *victim) []byte { return edit(t, v.closed, contents(v.closed), contents(v.open)) }, sign.Tampered, "digest does not match"},
		{"a field that lets go of its signature", func(t *testing.T, v *victim) []byte {
			return edit(t, v.closed, fmt.Sprintf("/V %d 0 R", numberOf(t, v.closed, "/ETSI.CAdES.detached")), "/V null")
		}, sign.Tampered, ""},
		{"another permission", func(t *testing.T, v *victim) []byte { return edit(t, v.closed, "/P 1 /V /1.2", "/P 3 /V /1.2") }, sign.Tampered, ""},
		{"another form of signature", func(t *testing.T, v *victim) []byte {
			return edit(t, v.closed, "ETSI.CAdES.detached", "adbe.pkcs7.detached")
		}, sign.Tampered, ""},
		{"signature wrapping: the signed end moved behind other objects", wrapped, sign.Tampered, ""},
		{"a swapped attachment, in place", func(t *testing.T, v *victim) []byte {
			signed := mustSign(t, attachedPDF(t), v.ours, closed())
			signed[bytes.Index(signed, []byte("/EmbeddedFile"))+120] ^= 1
			return signed
		}, sign.Tampered, ""},
	})
}

// wrapped keeps both signed parts of a file and puts an own signature dictionary,
// catalogue and table between them, where the old table was said to be.
func wrapped(t *testing.T, v *victim) []byte {
	var a, b, c int
	at := bytes.Index(v.closed, []byte("/ByteRange ["))
	fmt.Sscanf(string(v.closed[at:]), "/ByteRange [0 %d %d %d", &a, &b, &c)
	var start int
	fmt.Sscan(lastStart(v.closed), &start)
	catalogue, signature := trailerRef(v.closed, "Root"), numberOf(t, v.closed, "/ETSI.CAdES.detached")
	middle := bytes.NewBuffer(bytes.Clone(v.closed[:b]))
	ending := 9000 + b
	catalogueAt := middle.Len()
	fmt.Fprintf(middle, "%d 0 obj\n%s\nendobj\n", catalogue, strings.Replace(body(t, v.closed, catalogue), "/Outlines", "/Elsewhere", 1))
	signatureAt := middle.Len()
	fmt.Fprintf(middle, "%d 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 %d %d %d] /Contents ", signature, a, ending, c)
	for middle.Len() < start {
		middle.WriteByte(' ')
	}
	fmt.Fprintf(middle, "xref\n%d 1\n%010d 00000 n \n%d 1\n%010d 00000 n \ntrailer\n<< /Size 9000 /Root %d 0 R >>\n", catalogue, catalogueAt, signature, signatureAt, catalogue)
	for middle.Len() < ending-1 {
		middle.WriteByte(' ')
	}
	return append(append(middle.Bytes(), '>'), v.closed[b:]...)
}

// Updates after the last signature.
func TestAttacksByAppending(t *testing.T) {
	catalogue := func(t *testing.T, pdf []byte, old, new string) []byte {
		number := trailerRef(pdf, "Root")
		return appended(pdf, "", object{number, strings.Replace(body(t, pdf, number), old, new, 1)})
	}
	page := func(t *testing.T, pdf []byte) int { return numberOf(t, pdf[:len(pdf)/2], "<</Type /Page\n") }
	runAttacks(t, []attack{
		{"a save that changes nothing, after P=1", func(t *testing.T, v *victim) []byte { return appended(v.closed, "") }, sign.ChangedAfterSigning, "change no object"},
		{"a save that changes the title, after P=1", func(t *testing.T, v *victim) []byte {
			return appended(v.closed, "", object{trailerRef(v.closed, "Info"), "<< /Title (Another) >>"})
		}, sign.ChangedAfterSigning, "the document information was changed"},
		{"shadow attack: hide, by an image over a page", func(t *testing.T, v *victim) []byte {
			number := page(t, v.open)
			return appended(v.open, "", object{number, strings.Replace(body(t, v.open, number), "/Contents", "/Annots [8000 0 R] /Contents", 1)},
				object{8000, "<< /Type /Annot /Subtype /Stamp /Rect [0 0 600 800] >>"})
		}, sign.ChangedAfterSigning, `("Annots")`},
		{"shadow attack: replace, by another font", func(t *testing.T, v *victim) []byte {
			return appended(v.open, "", object{numberOf(t, v.open, "/Subtype /Type0"), "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"})
		}, sign.ChangedAfterSigning, "was changed"},
		{"shadow attack: hide and replace, by a table alone", hiddenReplaced, sign.ChangedAfterSigning, "the content of page 1 was replaced"},
		{"a page's content replaced", func(t *testing.T, v *victim) []byte {
			number := numberOf(t, v.both[:len(v.both)/2], "<</Type /Page\n") + 1
			return appended(v.both, "", object{number, "<< /Length 0 >>\nstream\n\nendstream"})
		}, sign.ChangedAfterSigning, "the content of page"},
		{"an annotation over text", func(t *testing.T, v *victim) []byte {
			return appended(v.open, "", object{8000, "<< /Type /Annot /Subtype /FreeText /Rect [0 0 600 800] /Contents (x) >>"})
		}, sign.ChangedAfterSigning, `object 8000 was added ("Annot" "FreeText")`},
		{"a form field added", func(t *testing.T, v *victim) []byte {
			form := numberOf(t, v.open, "/SigFlags 3")
			return appended(v.open, "", object{form, strings.Replace(body(t, v.open, form), "/Fields [", "/Fields [8000 0 R ", 1)},
				object{8000, "<< /FT /Tx /T (Note) /V (Approved) >>"})
		}, sign.ChangedAfterSigning, `the form was changed ("Fields")`},
		{"an empty field filled with text", func(t *testing.T, v *victim) []byte {
			number := numberOf(t, v.open, "/T (Client)")
			return appended(v.open, "", object{number, strings.Replace(body(t, v.open, number), "/FT /Sig", "/FT /Tx /V (Signed)", 1)})
		}, sign.ChangedAfterSigning, `"FT, V"`},
		{"a second catalogue", func(t *testing.T, v *victim) []byte {
			return appended(v.open, "/Root 8000 0 R", object{8000, body(t, v.open, trailerRef(v.open, "Root"))})
		}, sign.ChangedAfterSigning, "another catalogue"},
		{"the certification removed", func(t *testing.T, v *victim) []byte { return catalogue(t, v.closed, "/Perms", "/Nothing") }, sign.ChangedAfterSigning, "the catalogue was changed"},
		{"the permission changed", func(t *testing.T, v *victim) []byte {
			number := numberOf(t, v.closed, "/ETSI.CAdES.detached")
			return appended(v.closed, "", object{number, strings.Replace(body(t, v.closed, number), "/P 1 ", "/P 3 ", 1)})
		}, sign.ChangedAfterSigning, "was changed"},
		{"two certifications", func(t *testing.T, v *victim) []byte {
			return signedOver(t, catalogue(t, v.open, "/DocMDP", "/UR3 8000 0 R /DocMDP"), v)
		}, sign.ChangedAfterSigning, `the catalogue was changed ("Perms")`},
		{"an object written twice", func(t *testing.T, v *victim) []byte {
			info := trailerRef(v.open, "Info")
			return appended(v.open, "", object{info, body(t, v.open, info)}, object{info, "<< /Title (Another) >>"})
		}, sign.ChangedAfterSigning, "the document information was changed"},
		{"a table with an object twice", func(t *testing.T, v *victim) []byte {
			info, table := trailerRef(v.open, "Info"), len(v.open)
			return fmt.Appendf(bytes.Clone(v.open), "xref\n%[1]d 1\n%010[2]d 00000 n \n%[1]d 1\n%010[3]d 00000 n \ntrailer\n<< /Size 9000 /Root %[4]d 0 R /Info %[1]d 0 R /Prev %[5]s >>\nstartxref\n%[2]d\n%%%%EOF\n",
				info, table, 9, trailerRef(v.open, "Root"), lastStart(v.open))
		}, sign.ChangedAfterSigning, "not an update that can be read"},
		{"an encryption dictionary", func(t *testing.T, v *victim) []byte { return appended(v.open, "/Encrypt << /Filter /Standard >>") }, sign.ChangedAfterSigning, "or encryption"},
		{"a compressed table", func(t *testing.T, v *victim) []byte { return appended(v.open, "/XRefStm 9") }, sign.ChangedAfterSigning, "not an update that can be read"},
		{"a page taken out of the list", func(t *testing.T, v *victim) []byte {
			return appended(v.open, "", object{1, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"})
		}, sign.ChangedAfterSigning, "the list of pages was changed"},
		{"a swapped attachment", func(t *testing.T, v *victim) []byte {
			signed := mustSign(t, attachedPDF(t), v.ours, statement())
			return appended(signed, "", object{numberOf(t, signed, "/EmbeddedFile "), "<< /Type /EmbeddedFile /Length 0 >>\nstream\n\nendstream"})
		}, sign.ChangedAfterSigning, "was replaced"},
		{"a foreign signature dictionary behind the end", func(t *testing.T, v *victim) []byte {
			return append(bytes.Clone(v.closed), "/ByteRange [0 10 20 30] /Contents <00>"...)
		}, sign.ChangedAfterSigning, "38 bytes follow"},
	})
}

// hiddenReplaced has the signer sign a file in which the other content lies
// already, and then only points to it.
func hiddenReplaced(t *testing.T, v *victim) []byte {
	const content = 4 // the first page is object 3, and its content follows
	prepared := appended(v.plain, "", object{content, body(t, v.plain, content)})
	signed := mustSign(t, prepared, v.ours, statement())
	out := bytes.NewBuffer(bytes.Clone(signed))
	return finished(out, signed, "", map[int]int{content: bytes.Index(signed, fmt.Appendf(nil, "\n%d 0 obj\n", content)) + 1})
}

// What somebody may try whose own signature verifies.
func TestAttacksByAnotherSigner(t *testing.T) {
	field := func(t *testing.T, v *victim) string { return body(t, v.both, numberOf(t, v.both, "/T (Client)")) }
	reason := "/Reason (" + strings.Repeat("Received. ", 20)
	added := func(t *testing.T, v *victim) []byte { return signedOver(t, v.open, v) }
	runAttacks(t, []attack{
		{"nothing, in the prepared field", func(t *testing.T, v *victim) []byte { return v.both }, sign.IntactTrusted, ""},
		{"nothing, in a field of their own", added, sign.IntactTrusted, ""},
		{"content of another page, then a signature", func(t *testing.T, v *victim) []byte {
			return signedOver(t, appended(v.open, "", object{4, "<< /Length 0 >>\nstream\n\nendstream"}), v)
		}, sign.ChangedAfterSigning, "the content of page 1 was replaced"},
		{"an appearance for the first signature, then a signature", func(t *testing.T, v *victim) []byte {
			number := numberOf(t, v.open, "/T (Signature1)") + 1
			return signedOver(t, appended(v.open, "", object{number, "<< /Type /XObject /Subtype /Form /BBox [0 0 300 96] /Length 1 >>\nstream\nn\nendstream"}), v)
		}, sign.ChangedAfterSigning, "was replaced"},
		{"the prepared field filled with another key", func(t *testing.T, v *victim) []byte {
			return resigned(t, edit(t, v.both, "/TU (Received.", "/AA (Received."), v.client)
		}, sign.ChangedAfterSigning, `("AA, TU, V")`},
		{"the prepared field moved over the page", func(t *testing.T, v *victim) []byte {
			rect := regexp.MustCompile(`/Rect \[[^]]*\]`).FindString(field(t, v))
			return resigned(t, edit(t, v.both, rect, "/Rect [0 0 600 800]"), v.client)
		}, sign.ChangedAfterSigning, `("Rect, V")`},
		{"the prepared field with another appearance", func(t *testing.T, v *victim) []byte {
			return resigned(t, edit(t, v.both, "/AP << /N", "/MK << /N"), v.client)
		}, sign.ChangedAfterSigning, `("AP, MK, V")`},
		{"a second certification in the countersignature", func(t *testing.T, v *victim) []byte {
			return resigned(t, edit(t, v.both, reason, "/Reference [<< /TransformMethod /DocMDP /TransformParams << /P 3 >> >>] /Reason ("+strings.Repeat("Received. ", 12)), v.client)
		}, sign.ChangedAfterSigning, `was added ("Sig")`},
		{"an action in the signature", func(t *testing.T, v *victim) []byte {
			return resigned(t, edit(t, v.both, "/Reason (Received", "/AA (R) /R (Rece"), v.client)
		}, sign.ChangedAfterSigning, `was added ("Sig")`},
		{"a new field with the first one's name", func(t *testing.T, v *victim) []byte {
			return resigned(t, edit(t, added(t, v), "(Signature2)", "(Signature1)"), v.client)
		}, sign.ChangedAfterSigning, `("Annot" "Widget")`},
		{"a new field with an appearance of its own length", func(t *testing.T, v *victim) []byte {
			return resigned(t, edit(t, added(t, v), "/Length 0 >>\nstream\n\nendstream", "/Length 3 >>\nstream\nendstream"), v.client)
		}, sign.ChangedAfterSigning, `("XObject" "Form")`},
		{"a new field with an appearance behind a length of none", func(t *testing.T, v *victim) []byte {
			return resigned(t, edit(t, added(t, v), "/Resources << >> /Length 0 >>\nstream\n\nendstream", "/Length 0 >>\nstream\n0 0 9 9 re f\nendstream"), v.client)
		}, sign.ChangedAfterSigning, `("XObject" "Form")`},
		{"a new field whose appearance lies in another file", func(t *testing.T, v *victim) []byte {
			return resigned(t, edit(t, added(t, v), "/Resources << >> /Length 0", "/F (other)       /Length 0"), v.client)
		}, sign.ChangedAfterSigning, `("XObject" "Form")`},
		{"a signature after P=1", func(t *testing.T, v *victim) []byte {
			first := resigned(t, edit(t, v.open, "/P 2 /V", "/P 1 /V"), v.ours)
			return resigned(t, append(first, v.both[len(first):]...), v.client)
		}, sign.ChangedAfterSigning, "allows no changes"},
		{"back to before the countersignature", func(t *testing.T, v *victim) []byte { return v.both[:len(v.open)] }, sign.IntactTrusted, ""},
	})
}
