package sign_test

import (
	"bytes"
	"crypto/ecdsa"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"math/big"
	"runtime"
	"slices"
	"strings"
	"testing"

	"demarc/sign"
)

func intact(v sign.Verdict) bool { return v == sign.IntactTrusted || v == sign.IntactUntrusted }

// Every byte of a signed file counts. Outside the signature any edit is called
// tampering; within it, at least nothing is called intact.
func TestEveryByteCounts(t *testing.T) {
	chained, _ := mustChain(t)
	for name, id := range map[string]*sign.Identity{"ecdsa": mustIdentity(t, false), "rsa": mustIdentity(t, true), "chain": chained} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			signed := mustSign(t, smallPDF(t), id, statement())
			start := bytes.Index(signed, []byte("/Contents <")) + len("/Contents ")
			end := start + bytes.IndexByte(signed[start:], '>') + 1
			padding := start + len(bytes.TrimRight(signed[start:end-1], "0"))
			for at := range signed {
				if at > padding+8 && at < end-8 && at%97 > 0 {
					continue // zeros among zeros
				}
				for _, flip := range []byte{0x01, 0x20, 0x80} {
					signed[at] ^= flip
					verdict := sign.VerifyUnguarded(signed, nil).Verdict
					signed[at] ^= flip
					if intact(verdict) || (at < start || at >= end) && verdict != sign.Tampered {
						t.Fatalf("byte %d of %d (%.30q) with %#02x flipped gives %s", at, len(signed), signed[at:], flip, verdict)
					}
				}
			}
			mustVerdict(t, sign.IntactUntrusted, signed, nil)
		})
	}
}

// A cut or an insertion anywhere is seen as well.
func TestEveryLengthCounts(t *testing.T) {
	signed := mustSign(t, smallPDF(t), mustIdentity(t, false), statement())
	for at := 0; at < len(signed); at += 53 {
		for name, changed := range map[string][]byte{
			"cut":      signed[:at],
			"removed":  append(bytes.Clone(signed[:at]), signed[at+1:]...),
			"inserted": append(append(bytes.Clone(signed[:at]), ' '), signed[at:]...),
			"doubled":  append(bytes.Clone(signed[:at]), signed[max(0, at-100):]...),
		} {
			if verdict := sign.VerifyUnguarded(changed, nil).Verdict; intact(verdict) && !bytes.Equal(changed, signed) {
				t.Fatalf("%s at byte %d gives %s", name, at, verdict)
			}
		}
	}
}

// The same signature in another spelling is another file, and not one of ours.
func TestOneSpelling(t *testing.T) {
	id := mustIdentity(t, false)
	signed := mustSign(t, smallPDF(t), id, statement())
	der, _ := parts(t, signed)
	contents := func(der []byte) []byte {
		out := bytes.Clone(signed)
		start := bytes.Index(out, []byte("/Contents <")) + len("/Contents <")
		end := start + bytes.IndexByte(out[start:], '>')
		copy(out[start:end], strings.Repeat("0", end-start))
		hex.Encode(out[start:], der)
		return out
	}
	upper := bytes.Clone(signed)
	at := bytes.Index(upper, []byte("/Contents <")) + len("/Contents <")
	copy(upper[at:], bytes.ToUpper(upper[at:at+2*len(der)]))

	tests := []struct {
		name string
		pdf  []byte
		want sign.Verdict
	}{
		{"unchanged", contents(der), sign.IntactUntrusted},
		{"upper-case digits", upper, sign.NotSupported},
		{"the other ECDSA value", contents(otherS(t, id, der)), sign.NotSupported},
		{"junk in the padding", bytes.Replace(signed, []byte("00>"), []byte("01>"), 1), sign.Tampered},
		{"an unsigned attribute", contents(unsignedAttribute(t, der)), sign.NotSupported},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			mustVerdict(t, test.want, test.pdf, nil)
		})
	}
}

// otherS replaces (r, s) by (r, n-s), which verifies as well.
func otherS(t *testing.T, id *sign.Identity, der []byte) []byte {
	t.Helper()
	return rebuild(t, der, func(signer *[]asn1.RawValue) {
		last := &(*signer)[len(*signer)-1]
		var value struct{ R, S *big.Int }
		if _, err := asn1.Unmarshal(last.Bytes, &value); err != nil {
			t.Fatal(err)
		}
		value.S.Sub(id.Certificate.PublicKey.(*ecdsa.PublicKey).Curve.Params().N, value.S)
		inner, err := asn1.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		*last = asn1.RawValue{Tag: asn1.TagOctetString, Bytes: inner}
	})
}

func unsignedAttribute(t *testing.T, der []byte) []byte {
	t.Helper()
	return rebuild(t, der, func(signer *[]asn1.RawValue) {
		*signer = append(*signer, asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 1, IsCompound: true})
	})
}

// rebuild lets change edit the elements of the only SignerInfo.
func rebuild(t *testing.T, der []byte, change func(signer *[]asn1.RawValue)) []byte {
	t.Helper()
	path := []int{1, 0, -1, 0} // ContentInfo, [0], SignedData, SET OF SignerInfo
	var edit func(der []byte, depth int) []byte
	edit = func(der []byte, depth int) []byte {
		var v asn1.RawValue
		if _, err := asn1.Unmarshal(der, &v); err != nil {
			t.Fatal(err)
		}
		var elements []asn1.RawValue
		for rest := v.Bytes; len(rest) > 0; {
			var element asn1.RawValue
			var err error
			if rest, err = asn1.Unmarshal(rest, &element); err != nil {
				t.Fatal(err)
			}
			elements = append(elements, element)
		}
		if depth == len(path) {
			change(&elements)
		} else {
			i := (path[depth] + len(elements)) % len(elements)
			elements[i] = asn1.RawValue{FullBytes: edit(elements[i].FullBytes, depth+1)}
		}
		v.FullBytes, v.Bytes = nil, nil
		for _, element := range elements {
			out, err := asn1.Marshal(element)
			if err != nil {
				t.Fatal(err)
			}
			v.Bytes = append(v.Bytes, out...)
		}
		out, err := asn1.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	return edit(der, 0)
}

// Files made to exhaust a reader do not, and are never intact.
func TestHostileFiles(t *testing.T) {
	signed := mustSign(t, smallPDF(t), mustIdentity(t, false), statement())
	const size = 1 << 20
	fill := func(s string) []byte { return bytes.Repeat([]byte(s), size/len(s)) }
	document := func(objects string) []byte {
		head := "%PDF-1.3\n1 0 obj << /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R >> endobj\n"
		var table strings.Builder
		all := head + objects
		fmt.Fprintf(&table, "xref\n0 1\n0000000000 65535 f \n")
		for n := 1; n < 10; n++ {
			if at := strings.Index(all, fmt.Sprintf("%d 0 obj", n)); at >= 0 {
				fmt.Fprintf(&table, "%d 1\n%010d 00000 n \n", n, at)
			}
		}
		return fmt.Appendf(nil, "%s%strailer << /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", all, table.String(), len(all))
	}
	tests := map[string][]byte{
		"byte ranges":             append(bytes.Clone(signed), fill("/ByteRange [0 1 2 3] ")...),
		"byte ranges at the gap":  append(bytes.Clone(signed), gapRanges(signed)...),
		"open arrays":             document("3 0 obj " + string(fill("[")) + " endobj\n"),
		"open dictionaries":       document("3 0 obj " + string(fill("<</A ")) + " endobj\n"),
		"open brackets":           document("3 0 obj " + string(fill("(")) + " endobj\n"),
		"a long array":            document("3 0 obj << /Fields [" + string(fill("1 ")) + "] >> endobj\n"),
		"fields within fields":    document("3 0 obj << /Fields [3 0 R 3 0 R 3 0 R] /Kids [3 0 R 3 0 R 3 0 R] >> endobj\n"),
		"fields side by side":     document("3 0 obj << /Fields [" + string(fill("4 0 R ")) + "] >> endobj\n4 0 obj << /FT /Sig /V 4 0 R >> endobj\n"),
		"a reference to itself":   document("3 0 obj 3 0 R endobj\n"),
		"a comment without end":   document("3 0 obj %" + string(fill("x"))),
		"a name without end":      document("3 0 obj /" + string(fill("#41")) + " endobj\n"),
		"many cross-references":   append([]byte("%PDF-1.3\n"), fill("xref\n0 0\ntrailer << /Prev 9 >>\nstartxref\n9\n%%EOF\n")...),
		"a table of all objects":  []byte("%PDF-1.3\nxref\n0 9999999999\ntrailer << >>\nstartxref\n9\n%%EOF\n"),
		"tables that take turns":  []byte("%PDF-1.3\nxref\n0 0\ntrailer << /Prev 42 >>\n\n\nxref\n0 0\ntrailer << /Prev 9 >>\nstartxref\n9\n%%EOF\n"),
		"objects within a string": append(bytes.Clone(signed), nested(len(signed))...),
	}
	for name, pdf := range tests {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if verdict := sign.VerifyUnguarded(pdf, nil).Verdict; intact(verdict) {
				t.Errorf("verdict %s", verdict)
			}
			runtime.ReadMemStats(&after)
			if spent := after.TotalAlloc - before.TotalAlloc; spent > 400*size {
				t.Errorf("it took %d bytes of memory for each byte of the file", spent/size)
			}
		})
	}
}

// gapRanges repeats the real gap with other lengths: each asks for a digest.
func gapRanges(signed []byte) []byte {
	start := bytes.Index(signed, []byte("/Contents <")) + len("/Contents ")
	end := start + bytes.IndexByte(signed[start:], '>') + 1
	var b bytes.Buffer
	for n := range 10_000 {
		fmt.Fprintf(&b, "/ByteRange [0 %d %d %d] ", start, end, n)
	}
	return b.Bytes()
}

// nested is an update of pages each of which contains all later ones as a string.
func nested(at int) []byte {
	const count = 4000
	var b, table bytes.Buffer
	fmt.Fprintf(&table, "xref\n100 %d\n", count)
	for n := range count {
		fmt.Fprintf(&table, "%010d 00000 n \n", at+b.Len())
		fmt.Fprintf(&b, "%d 0 obj << /Type /Pages /Kids [%d 0 R] /X (", 100+n, 101+n)
	}
	b.WriteString(strings.Repeat(") >> endobj ", count))
	catalog := at + b.Len()
	b.WriteString("99 0 obj << /Type /Catalog /Pages 100 0 R >> endobj\n")
	start := at + b.Len()
	fmt.Fprintf(&b, "%s99 1\n%010d 00000 n \ntrailer << /Root 99 0 R >>\nstartxref\n%d\n%%%%EOF\n", table.String(), catalog, start)
	return b.Bytes()
}

// FuzzVerifyPDF: no bytes stop the check, and nothing but the very files that
// were signed is ever intact. A timestamp's token comes from elsewhere and leaves
// a little of itself unsigned: what it says stays the same.
func FuzzVerifyPDF(f *testing.F) {
	plain, once, twice := smallPDF(f), mustRead(f, onceFile), mustRead(f, twiceFile)
	filled, stamped := mustRead(f, filledFile), mustRead(f, stampFile)
	token := bytes.LastIndex(stamped, []byte("/Contents <"))
	rest := token + bytes.IndexByte(stamped[token:], '>')
	says := fmt.Sprintf("%+v", sign.VerifyPDF(stamped, nil).Timestamps)
	edited := append(bytes.Clone(once), revision(once, 4, "<< /X [1 (a\\)b) <41> true null -1.5] >>")...)
	for _, seed := range [][]byte{nil, plain, once, twice, filled, stamped, edited} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pdf []byte) {
		report := sign.VerifyUnguarded(pdf, nil)
		if len(pdf) == len(stamped) && bytes.HasPrefix(pdf, stamped[:token]) && bytes.HasSuffix(pdf, stamped[rest:]) &&
			fmt.Sprintf("%+v", report.Timestamps) == says {
			return
		}
		if intact(report.Verdict) && !slices.ContainsFunc([][]byte{once, twice, filled}, func(signed []byte) bool { return bytes.Equal(pdf, signed) }) &&
			!wasSignedBefore(pdf, filled, stamped) {
			t.Errorf("a file that nobody signed is %s", report.Verdict)
		}
		if report.Verdict == "" {
			t.Error("no verdict")
		}
	})
}

// wasSignedBefore tells whether the bytes are one of the files as it was before
// it was signed or stamped again: that is a file which somebody signed as well.
func wasSignedBefore(pdf []byte, files ...[]byte) bool {
	return slices.ContainsFunc(files, func(file []byte) bool { return bytes.HasPrefix(file, pdf) })
}
