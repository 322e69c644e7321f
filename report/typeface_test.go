package report

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func mustTypeface(tb testing.TB) *typeface {
	tb.Helper()
	t, err := newTypeface(mustFonts(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func TestSafeTextKeepsWhatCanBeSetAndShowsWhatCannot(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "Claims triage", "Claims triage"},
		{"letters of Europe", "Łukasz Wójcik, Ελένη, Žižek", "Łukasz Wójcik, Ελένη, Žižek"},
		{"marks are composed", "re\u0301sume\u0301", "résumé"},
		{"a mark that composes with nothing", "x\u0302", "x□"},
		{"emoji", "Bot 🤖", "Bot □"},
		{"a family is three people", "👩\u200d👩\u200d👧", "□□□"},
		{"right to left", "שלום", "□□□□"},
		{"directions are taken out", "\u202Egnp.exe\u202C", "gnp.exe"},
		{"controls are taken out", "a\x00b\x1bc", "abc"},
		{"line breaks of all makes", "a\r\nb\rc\u2028d\u0085e\vf", "a\nb\nc\nd\ne\nf"},
		{"spaces of all widths", "a\tb\u00a0c\u2003d", "a b c d"},
		{"soft hyphens and joiners", "so\u00adft\u200bly\ufeff", "softly"},
		{"not UTF-8", "a\xffb", "a□b"},
		{"a formula stays text", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := mustTypeface(t).safe(c.text); got != c.want {
				t.Errorf("%q becomes %q, not %q", c.text, got, c.want)
			}
		})
	}
}

// checkSafe holds what every safe text promises.
func checkSafe(t interface {
	Errorf(string, ...any)
}, face *typeface, text string) string {
	safe := face.safe(text)
	for _, r := range safe {
		if r != '\n' && (!face.covers(r) || r > maxSettable || unicode.IsControl(r)) {
			t.Errorf("%U is left in %q", r, shorten(safe, 60))
			break
		}
	}
	if !utf8.ValidString(safe) || face.safe(safe) != safe {
		t.Errorf("%q is not safe for good", shorten(safe, 60))
	}
	return safe
}

func checkLines(t interface {
	Errorf(string, ...any)
}, face *typeface, s style, width float64, text string) {
	lines := face.wrap(s, width, text)
	letters := func(text string) string { return strings.Join(strings.Fields(text), "") }
	if got, want := letters(strings.Join(lines, "")), letters(face.safe(text)); got != want {
		t.Errorf("wrapping lost something of %q", shorten(text, 60))
	}
	for _, line := range append(slices.Clone(face.clip(s, width, text, 3)), append([]string{face.fit(s, width, text)}, lines...)...) {
		if w := face.width(s.face, s.size, line); w > width+0.01 && utf8.RuneCountInString(line) > 1 {
			t.Errorf("%q is %.1f wide, more than %.1f", shorten(line, 60), w, width)
		}
	}
	if clipped := face.clip(s, width, text, 3); len(clipped) > 3 {
		t.Errorf("%d lines are left of 3", len(clipped))
	}
}

func TestTextsOfAnyKindAreSafeAndFit(t *testing.T) {
	face := mustTypeface(t)
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		t.Run(name, func(t *testing.T) {
			checkSafe(t, face, hostile[name])
			for _, width := range []float64{7, 40, 483} {
				checkLines(t, face, styleDense, width, hostile[name])
			}
		})
	}
}

func TestAnyTextIsSafeAndFits(t *testing.T) {
	face := mustTypeface(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`([\p{L}\p{M}]{1,12}[ /_\n]?){0,20}`)).Draw(t, "text")
		checkSafe(t, face, text)
		checkLines(t, face, styleCell, rapid.Float64Range(12, 400).Draw(t, "width"), text)
	})
}

// FuzzText has any text made safe, broken into lines and set by the PDF
// library, which panics on what it does not expect.
func FuzzText(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, 120.0)
	}
	in := smallInput(f)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !(width >= 5 && width <= 800) || len(text) > 4000 {
			return
		}
		b := mustBook(t, in)
		checkSafe(t, b.typeface, text)
		checkLines(t, b.typeface, styleSmall, width, text)
		b.section(sideways, "Fuzz", text)
		b.aim(b.pdf.AddLink(), text, 1, true)
		b.turned(100, 300, styleDense, text)
		table := b.newTable(column{head: text, width: min(width, 300)}, column{head: text, width: 100, right: true, clip: 2})
		table.group(text)
		table.row(wording(text), wording(text))
		b.facts(fact{text, text})
		if _, err := b.finish(); err != nil {
			t.Errorf("it could not be set: %v", err)
		}
	})
}

func TestWordsBreakAfterASignWhereThereIsOne(t *testing.T) {
	face := mustTypeface(t)
	lines := face.wrap(styleBody, 120, "arn:aws:bedrock:eu-central-1:447102918830:custom-model/claims")
	for _, line := range lines[:len(lines)-1] {
		if !strings.ContainsRune(":/-", rune(line[len(line)-1])) {
			t.Errorf("%q ends within a part of the name", line)
		}
	}
}

func TestNumbersAndWordsAreWrittenAsPeopleReadThem(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{inEnglish.number(7), "7"}, {inEnglish.number(999), "999"}, {inEnglish.number(26000), "26,000"}, {inEnglish.number(1234567), "1,234,567"},
		{inEnglish.counted(1, "%s cell", "%s cells"), "1 cell"}, {inEnglish.counted(0, "%s cell", "%s cells"), "0 cells"}, {inEnglish.counted(2133, "%s asset", "%s assets"), "2,133 assets"},
		{capital("émile"), "Émile"}, {capital(""), ""}, {shorten("abcdef", 4), "abc…"}, {shorten("äöüß", 4), "äöüß"}, {shorten("äöüßx", 4), "äöü…"},
		{joined(", ", "a", " ", "", "b"), "a, b"}, {inEnglish.stated(" "), "not stated"}, {short("9c21f0a74be3d815"), "9c21f0a74be3"}, {short("9c"), "9c"},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}
