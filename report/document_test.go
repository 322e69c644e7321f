package report

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"demarc/assess"
)

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	first, second := mustWrite(t, syntheticInput(t, 26)), mustWrite(t, syntheticInput(t, 26))
	if !bytes.Equal(first.PDF, second.PDF) {
		t.Error("two reports of one engagement and moment differ")
	}
	in := syntheticInput(t, 26)
	for _, key := range []string{"/CreationDate", "/ModDate"} {
		if want := key + " (D:" + in.Now.UTC().Format("20060102150405"); !bytes.Contains(first.PDF, []byte(want)) {
			t.Errorf("the file does not say %s…): the computer's clock shows in it", want)
		}
	}
	if again := mustWrite(t, in); !bytes.Equal(again.PDF, mustWrite(t, in).PDF) {
		t.Error("writing a report twice from one evaluation gives different bytes")
	}
	in.Now = in.Now.Add(time.Second)
	if later := mustWrite(t, in); bytes.Equal(first.PDF, later.PDF) || later.Pages != first.Pages {
		t.Error("another moment has to show in the bytes, and in them alone")
	}
}

func TestWriteStopsWhenItIsCancelled(t *testing.T) {
	t.Run("before it began", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if document, err := Write(ctx, smallInput(t), nil); !errors.Is(err, context.Canceled) || document != nil {
			t.Errorf("it gave %v, %v", document, err)
		}
	})
	t.Run("midway", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		calls := 0
		document, err := Write(ctx, syntheticInput(t, 300), func(done, total int) {
			if calls++; done > total/2 {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) || document != nil {
			t.Errorf("it gave %v, %v", document, err)
		}
		if calls > 14 {
			t.Errorf("it went on for %d steps", calls)
		}
	})
}

func TestProgressOnlyGrowsAndEndsAtTheWhole(t *testing.T) {
	for name, in := range map[string]Input{"nothing yet": emptyInput(t), "one asset": syntheticInput(t, 1), "300 assets": syntheticInput(t, 300)} {
		t.Run(name, func(t *testing.T) {
			last, whole, calls := 0, 0, 0
			if _, err := Write(t.Context(), in, func(done, total int) {
				calls++
				if done < last || done > total || total < 1 || (whole != 0 && total != whole) {
					t.Errorf("%d of %d after %d of %d", done, total, last, whole)
				}
				last, whole = done, total
			}); err != nil {
				t.Fatal(err)
			}
			if last != whole || calls == 0 {
				t.Errorf("it ended at %d of %d after %d calls", last, whole, calls)
			}
		})
	}
}

func TestOtherToolsFindNoFaultInTheFile(t *testing.T) {
	for name, in := range map[string]Input{
		"nothing yet": emptyInput(t), "one asset": syntheticInput(t, 1), "a few assets": smallInput(t), "300 assets": syntheticInput(t, 300), "long names": longInput(t),
	} {
		t.Run(name, func(t *testing.T) { checkWithQPDF(t, mustWrite(t, in).PDF) })
	}
}

func TestTheSignaturesPlaceIsWhereItIsDrawn(t *testing.T) {
	long := syntheticInput(t, 3)
	statement := *long.Signer
	statement.Statement = strings.Repeat("I answer for what this says. ", 140)
	long.Signer = &statement
	for name, in := range map[string]Input{"signed": syntheticInput(t, 3), "not signed": smallInput(t), "a long statement": long} {
		t.Run(name, func(t *testing.T) {
			document := mustWrite(t, in)
			pages := readPages(t, document.PDF)
			p, rect := pages[document.SignaturePage], document.SignatureRect
			if p.section() != "Signature" || document.SignaturePage != len(pages)-1 {
				t.Errorf("it is on page %d of %d, which is of %q", document.SignaturePage+1, len(pages), p.section())
			}
			x, y := rect[0], p.height-rect[3]
			drawn := slices.ContainsFunc(p.boxes, func(b setBox) bool {
				return near(b.x, x) && near(b.y, y) && near(b.w, rect[2]-rect[0]) && near(b.h, rect[3]-rect[1])
			})
			if !drawn {
				t.Errorf("no block is drawn at %v", rect)
			}
			label, found := p.find("DIGITAL SIGNATURE")
			if !found || label.x < x || label.y < y || label.y > p.height-rect[1] {
				t.Errorf("the block's words are at %v", label)
			}
			if rect[1] < p.height-upright.bottom || rect[2] > upright.right {
				t.Errorf("the block at %v leaves the type area", rect)
			}
		})
	}
}

func near(a, b float64) bool { return a-b < 0.02 && b-a < 0.02 }

func TestTheCoverSaysWhetherItIsSignedAndByWhichClock(t *testing.T) {
	signed, unsigned := syntheticInput(t, 1), smallInput(t)
	real := smallInput(t)
	real.FixedClock = false
	invented := smallState()
	invented.Put(&assess.Engagement{ID: "e", Client: "Nordhaven Insurance", Sample: true})
	sample := inputOf(t, invented, smallCatalogue())
	for _, c := range []struct {
		name  string
		in    Input
		says  string
		never string
	}{
		{"signed", signed, "Signed by J. Weiss, Weiss & Partner.", "not signed"},
		{"not signed", unsigned, "This copy is not signed.", "Signed by"},
		{"fixed clock", unsigned, "21 November 2026, 09:00 UTC was given and not read from a clock", "invented"},
		{"real clock", real, "21 November 2026, 09:00 UTC", "fixed clock"},
		{"sample", sample, "everything in this engagement are invented", "Signed by"},
	} {
		t.Run(c.name, func(t *testing.T) {
			words := readPages(t, mustWrite(t, c.in).PDF)[0].words()
			if !strings.Contains(words, c.says) || strings.Contains(words, c.never) {
				t.Errorf("the cover says: %s", words)
			}
		})
	}
}

func TestWriteRefusesWhatItCannotSetInASentence(t *testing.T) {
	cut := func(data []byte) []byte { return data[:len(data)/3] }
	whole := mustFonts(t)
	for _, c := range []struct {
		name  string
		fonts Fonts
	}{
		{"no typeface", Fonts{}},
		{"no TrueType", Fonts{[]byte("not a typeface"), whole.Medium, whole.SemiBold, nil}},
		{"a typeface cut short", Fonts{cut(whole.Regular), cut(whole.Medium), cut(whole.SemiBold), nil}},
		{"a typeface without outlines", Fonts{without(whole.Regular, "glyf"), whole.Medium, whole.SemiBold, nil}},
		{"a typeface without a name", Fonts{without(whole.Regular, "name"), whole.Medium, whole.SemiBold, nil}},
		{"one weight missing", Fonts{whole.Regular, nil, whole.SemiBold, nil}},
		{"a fallback that is none", Fonts{whole.Regular, whole.Medium, whole.SemiBold, [][]byte{cut(whole.Regular)}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := smallInput(t)
			in.Fonts = c.fonts
			document, err := Write(t.Context(), in, nil)
			if err == nil || document != nil {
				t.Fatalf("it gave %v, %v", document, err)
			}
			if text := err.Error(); strings.ContainsAny(text, "*{}\n") || !strings.HasPrefix(text, "the ") {
				t.Errorf("it says %q", text)
			}
		})
	}
	if _, err := Write(t.Context(), Input{Fonts: whole}, nil); err == nil {
		t.Error("a report without an evaluation was written")
	}
}

// without hides one of a typeface's tables.
func without(typeface []byte, table string) []byte {
	hidden := bytes.Clone(typeface)
	hidden[bytes.Index(hidden, []byte(table))+3]++
	return hidden
}

func TestNothingMissingIsPassedOver(t *testing.T) {
	s := smallState()
	s.Put(&assess.Engagement{ID: "e", Client: "保険 GmbH", Title: "Estate 🤖"})
	s.Put(&assess.Asset{ID: "a1", Name: "שלום bot", Hosting: "cloud_fm"})
	document := mustWrite(t, inputOf(t, s, smallCatalogue()))
	var runes []rune
	for _, m := range document.Missing {
		runes = append(runes, m.Rune)
		if m.Where == "" || !slices.Contains(chapters, m.Where) {
			t.Errorf("%c is missing in %q", m.Rune, m.Where)
		}
	}
	if want := []rune("保険🤖שלום"); !slices.Equal(runes, want) {
		t.Errorf("missing are %q, not %q", string(runes), string(want))
	}
	pages := readPages(t, document.PDF)
	if _, found := pages[0].find("□□ GmbH"); !found {
		t.Errorf("the cover says %q", pages[0].words())
	}
	var limits string
	for _, p := range chapterPages(pages, "Limitations") {
		limits += p.words()
	}
	for _, says := range []string{"7 characters could not be set; they are shown as □", "U+4FDD (Cover)", "U+1F916 (Cover)", "U+05E9"} {
		if !strings.Contains(limits, says) {
			t.Errorf("the limitations lack %q", says)
		}
	}
}
