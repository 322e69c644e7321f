package report

import (
	"strings"
	"testing"
)

func TestFallbackFontsAreChecked(t *testing.T) {
	good := fontFile(600, 0, 'א', 'ב')
	for _, c := range []struct {
		name, says string
		data       []byte
	}{
		{"a TrueType font", "", good},
		{"one that may be embedded to be read", "", fontFile(600, 0x0004, 'א')},
		{"one that may not be embedded", "does not allow", fontFile(600, 0x0002, 'א')},
		{"one of which only pictures may be embedded", "does not allow", fontFile(600, 0x0200, 'א')},
		{"nothing", "it is no font", nil},
		{"a text", "no TrueType font", []byte("this is a letter to a client")},
		{"a collection", "a collection of fonts", append([]byte("ttcf"), good...)},
		{"PostScript outlines", "CFF", append([]byte("OTTO"), good[4:]...)},
		{"no outlines", "no TrueType outlines", without(good, "glyf")},
		{"no name", "can be embedded", without(good, "name")},
		{"cut short", "TrueType", good[:len(good)/2]},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := CheckFallback(c.data)
			if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("it says %v", err)
			}
		})
	}
}

// FuzzFallback reads any bytes as a font.
func FuzzFallback(f *testing.F) {
	good := fontFile(600, 0, 'א', 'ב')
	f.Add(good)
	f.Add(without(good, "post"))
	f.Fuzz(func(t *testing.T, data []byte) { _ = CheckFallback(data) })
}

func TestFallbacksSetWhatTheTypefaceLacks(t *testing.T) {
	fonts := mustFonts(t)
	fonts.Fallback = [][]byte{fontFile(500, 0, 'א', 'ב', 'ג', 'م'), fontFile(700, 0, 'א', '保')}
	face, err := newTypeface(fonts)
	if err != nil {
		t.Fatal(err)
	}
	face.section = "Assets"
	for _, c := range []struct{ name, text, want string }{
		{"the first that has it", "א", "א"},
		{"the next one", "保険", "保□"},
		{"beside letters of one's own", "Bot אב 保", "Bot אב 保"},
		{"letters that would join", "م", "م"},
		{"an emoji still", "🤖", "□"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := face.safe(c.text); got != c.want {
				t.Errorf("%q becomes %q", c.text, got)
			}
		})
	}
	if w := face.width(semibold, 10, "א保"); w != 5+7 {
		t.Errorf("they are %v wide", w)
	}
	var said []string
	for _, m := range face.missing {
		said = append(said, string(m.Rune)+map[bool]string{true: " unshaped", false: ""}[m.Unshaped])
	}
	if got := strings.Join(said, ", "); got != "険, م unshaped, 🤖" {
		t.Errorf("said to be missing are %s", got)
	}
}

func TestRunsAreInTheOrderInWhichTheyAreRead(t *testing.T) {
	fonts := mustFonts(t)
	fonts.Fallback = [][]byte{fontFile(500, 0, 'א', 'ב', 'ג', '保')}
	face, err := newTypeface(fonts)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"one face", "Bot", "0:Bot"},
		{"Chinese", "Bot 保 x", "0:Bot |3:保|0: x"},
		{"from right to left", "אבג", "3:גבא"},
		{"two words from right to left", "אב ג", "3:ג|0: |3:בא"},
		{"a number at their end", "see אב 12 now", "0:see 12 |3:בא|0: now"},
		{"a sum of money", "see אב 12.50, now", "0:see 12.50 |3:בא|0:, now"},
		{"English amid them", "אב Bot ג", "3:ג|0: Bot |3:בא"},
		{"amid words from left to right", "see אב now", "0:see |3:בא|0: now"},
		{"numbers keep their order", "אב 12", "0:12 |3:בא"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, r := range face.runs(regular, face.line(c.text)) {
				got = append(got, string(rune('0'+r.face))+":"+r.text)
			}
			if text := strings.Join(got, "|"); text != c.want {
				t.Errorf("%q is set as %s, not %s", c.text, text, c.want)
			}
		})
	}
}

// What a fallback sets can be read out of the document again.
func TestAReportWithFallbacks(t *testing.T) {
	in := hostileInput(t, "保険 Bot אב")
	in.Fonts.Fallback = [][]byte{fontFile(500, 0, 'א', 'ב'), fontFile(1000, 0, '保', '険')}
	document := mustWrite(t, in)
	if len(document.Missing) > 0 {
		t.Errorf("said to be missing: %v", document.Missing)
	}
	found := false
	for _, p := range readPages(t, document.PDF) {
		found = found || strings.Contains(p.words(), "保険") && strings.Contains(p.words(), "בא")
	}
	if !found {
		t.Error("no page says it")
	}
}
