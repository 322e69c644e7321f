package sign_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"demarc/sign"
)

// objectsPDF is a PDF of such objects, numbered from 1; the first is the
// catalogue.
func objectsPDF(bodies ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(bodies))
	for i, body := range bodies {
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(bodies)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(bodies)+1, start)
	return out.Bytes()
}

func stream(dict, content string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(content), content)
}

func packed(content string) string {
	var out bytes.Buffer
	writer := zlib.NewWriter(&out)
	writer.Write([]byte(content))
	writer.Close()
	return out.String()
}

func mustOpen(t *testing.T, pdf []byte) *sign.Contents {
	t.Helper()
	contents, err := sign.OpenPDF(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return contents
}

func TestEmbeddedFilesAreReadWithinBounds(t *testing.T) {
	with := func(names, file string) []byte {
		return objectsPDF("<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles <</Names ["+names+"]>>>>>>", "<</Type /Pages /Kids [] /Count 0>>",
			"<</Type /Filespec /UF (a.json) /EF <</F 4 0 R>>>>", file)
	}
	const one = "(a.json) 3 0 R"
	for name, test := range map[string]struct {
		pdf        []byte
		want, says string
	}{
		"plain":               {with(one, stream("", "{}")), "{}", ""},
		"packed":              {with(one, stream("/Filter /FlateDecode", packed("{}"))), "{}", ""},
		"none":                {with("", stream("", "{}")), "", ""},
		"another name":        {with("(b.json) 4 0 R", stream("", "{}")), "", ""},
		"two of one name":     {with(one+" "+one, stream("", "{}")), "", "two files"},
		"too large":           {with(one, stream("", strings.Repeat(" ", 101))), "", "larger"},
		"too large, unpacked": {with(one, stream("/Filter /FlateDecode", packed(strings.Repeat(" ", 1<<20)))), "", "larger"},
		"damaged":             {with(one, stream("/Filter /FlateDecode", "no zlib")), "", "damaged"},
		"packed otherwise":    {with(one, stream("/Filter /LZWDecode", "x")), "", "does not use"},
		"a false length":      {with(one, "<</Length 99999>>\nstream\n{}\nendstream"), "", "no stream"},
		"no stream":           {with(one, "<<>>"), "", "no stream"},
		"no file":             {with("(a.json) 2 0 R", stream("", "{}")), "", "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := mustOpen(t, test.pdf).EmbeddedFile("a.json", 100)
			if test.says == "" && err != nil || test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)) || string(got) != test.want {
				t.Errorf("it gives %q and %v", got, err)
			}
		})
	}
}

func TestDeviationsAreFound(t *testing.T) {
	const first = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 5 0 R>>"
	base := []string{
		"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2>>", first,
		"<</Type /Page /Parent 2 0 R /Annots [<</Subtype /Link>>] /MediaBox [0 0 100 100] /Contents 6 0 R>>",
		stream("", "first"), stream("/Filter /FlateDecode", packed("second")), stream("", "typeface"),
	}
	made := mustOpen(t, objectsPDF(base...))
	for name, test := range map[string]struct {
		changed map[int]string // by number; what is beyond the last is added
		want    string
	}{
		"nothing":               {nil, "{[] 0 0 false false}"},
		"packed another way":    {map[int]string{5: stream("/Filter /FlateDecode", packed("first")), 6: stream("", "second")}, "{[] 0 0 false false}"},
		"contents":              {map[int]string{6: stream("", "third!")}, "{[2] 0 0 false false}"},
		"a page's own size":     {map[int]string{3: strings.Replace(first, "100 100", "100 200", 1)}, "{[1] 0 0 false false}"},
		"a typeface":            {map[int]string{7: stream("", "typefaze")}, "{[] 0 0 true false}"},
		"a page less":           {map[int]string{2: "<</Type /Pages /Kids [3 0 R] /Count 1>>"}, "{[] 1 0 true false}"},
		"a page more":           {map[int]string{2: "<</Type /Pages /Kids [3 0 R 4 0 R 3 0 R] /Count 3>>"}, "{[] 0 0 true false}"},
		"pages exchanged":       {map[int]string{2: "<</Type /Pages /Kids [4 0 R 3 0 R] /Count 2>>"}, "{[] 0 0 true false}"},
		"a note on the page":    {map[int]string{3: strings.Replace(first, "/MediaBox", "/Annots [<</Subtype /FreeText>>] /MediaBox", 1)}, "{[1] 0 0 false false}"},
		"a place for signing":   {map[int]string{3: strings.Replace(first, "/MediaBox", "/Annots [8 0 R] /MediaBox", 1), 8: "<</Subtype /Widget /FT /Sig>>"}, "{[] 0 0 false false}"},
		"a field of other kind": {map[int]string{3: strings.Replace(first, "/MediaBox", "/Annots [8 0 R] /MediaBox", 1), 8: "<</Subtype /Widget /FT /Tx>>"}, "{[1] 0 0 false false}"},
		"a form":                {map[int]string{1: "<</Type /Catalog /Pages 2 0 R /AcroForm 8 0 R /Perms <<>> /Version /1.7>>", 8: "<<>>"}, "{[] 0 0 false false}"},
		"a script":              {map[int]string{1: "<</Type /Catalog /Pages 2 0 R /OpenAction <</S /JavaScript>>>>"}, "{[] 0 0 true false}"},
		"an object of nobody's": {map[int]string{8: "<<>>"}, "{[] 0 0 false false}"},
		"other numbers":         {map[int]string{2: "<</Type /Pages /Kids [8 0 R 4 0 R] /Count 2>>", 8: first}, "{[] 0 0 true true}"},
		"contents in its place": {map[int]string{5: "<<>>"}, "{[1] 0 0 false false}"},
	} {
		t.Run(name, func(t *testing.T) {
			bodies := append([]string(nil), base...)
			for number := 1; number <= len(base)+1; number++ {
				if body, changed := test.changed[number]; changed && number > len(base) {
					bodies = append(bodies, body)
				} else if changed {
					bodies[number-1] = body
				}
			}
			if got := fmt.Sprint(mustOpen(t, objectsPDF(bodies...)).Deviation(made)); got != test.want {
				t.Errorf("it is %s, not %s", got, test.want)
			}
		})
	}
}

// FuzzContents: any bytes are looked into without panic, and a file never
// differs from itself.
func FuzzContents(f *testing.F) {
	f.Add(smallPDF(f))
	f.Add(attachedPDF(f))
	f.Add(objectsPDF("<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles <</Names [(a.json) 3 0 R]>>>>>>", "<</Type /Pages /Kids [] /Count 0>>",
		"<</Type /Filespec /UF (a.json) /EF <</F 4 0 R>>>>", stream("/Filter /FlateDecode", packed("{}"))))
	f.Fuzz(func(t *testing.T, pdf []byte) {
		contents, err := sign.OpenPDF(pdf)
		if err != nil {
			return
		}
		contents.EmbeddedFile("a.json", 1<<16)
		other, err := sign.OpenPDF(bytes.Clone(pdf))
		if err != nil {
			t.Fatal(err)
		}
		contents.Deviation(other)
	})
}
