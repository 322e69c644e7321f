package sign

import "testing"

func TestDecodeText(t *testing.T) {
	tests := []struct{ name, raw, want string }{
		{"ASCII", "Title", "Title"},
		{"Latin-1", "\xdcbersicht \xe9\xff", "Übersicht éÿ"},
		{"first and last of the upper block", "\x80\x9e\x9f\xa0", "•ž\uFFFD€"},
		{"ligatures", "\x93\x94\x95", "ﬁﬂŁ"},
		{"lower block", "\x18\x1f\n", "˘˜\n"},
		{"UTF-16BE", "\xfe\xff\x00\xdc\x58\x31\xd8\x3d\xde\x00", "Ü報😀"},
		{"UTF-16BE, half a character", "\xfe\xff\xd8\x3d", "\uFFFD"},
		{"UTF-16BE, odd length", "\xfe\xff\x00A\x00", "A"},
		{"UTF-8", "\xef\xbb\xbfÜ報\xff", "Ü報\uFFFD"},
		{"empty", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := decodeText([]byte(test.raw)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	if got := len([]rune(decodeText(all))); got != 256 {
		t.Errorf("256 bytes became %d characters", got)
	}
}

func TestParseValues(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"literal with escapes", `(a\(b\)\\ \101\12\0533\n(in)\z)`, "a(b)\\ A\n+3\n(in)z"},
		{"literal over lines", "(a\\\nb\\\r\nc\r\nd\re)", "abc\nd\ne"},
		{"hexadecimal", "<48 65 6c6C\n6F7>", "Hellop"},
		{"empty hexadecimal", "<>", ""},
		{"name", "/A#20B", "A B"},
		{"name with a bare sign", "/A#", "A#"},
		{"number", "-12.50", "-12.50"},
		{"in an array", "[ 1 0 R (x) % comment\n]", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v, err := newParser([]byte(test.source), 0, len(test.source)).value(0)
			if err != nil || string(v.text) != test.want || v.end != len(test.source) {
				t.Errorf("got %q up to %d, %v; want %q", v.text, v.end, err, test.want)
			}
		})
	}
	for _, source := range []string{"", "(", "(()", "<4", "<4x>", "[1", "<</A 1", "<</A>>", "<</A 1 /A 2>>", "<<1 2>>", "nul", "--", "1x", ")", ">", "/A#zz"} {
		t.Run("refused "+source, func(t *testing.T) {
			if v, err := newParser([]byte(source), 0, len(source)).value(0); err == nil {
				t.Errorf("read as %+v", v)
			}
		})
	}
}

// FuzzText: what is written as a text string reads as the same text.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"", "plain", "(a)\\b)", "Jörg 報 😀", "\xfe\xff", "a\x00b\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		source := PDFText(text)
		v, err := newParser([]byte(source), 0, len(source)).value(0)
		if want := string([]rune(text)); err != nil || v.end != len(source) || decodeText(v.text) != want {
			t.Errorf("%q is written %q and reads %q, %v", text, source, decodeText(v.text), err)
		}
	})
}
