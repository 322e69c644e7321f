package engagement

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheFirmsColourIsOneThatCanBeRead(t *testing.T) {
	for _, c := range []struct{ name, colour, kept, refused string }{
		{"dark enough", "#1D5BB8", "#1d5bb8", ""},
		{"without its mark", "005f5f", "#005f5f", ""},
		{"just enough", "#767676", "#767676", ""},
		{"just not enough", "#777777", "", "its contrast is 4.47 to 1, and 4.5 is the least"},
		{"white", "#ffffff", "", "its contrast is 1.00 to 1"},
		{"a word", "blue", "", `"blue" is no colour`},
		{"taken away", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			kept := "#000000"
			err := setColour(&kept, &c.colour)
			if c.refused != "" {
				if err == nil || !strings.Contains(err.Error(), c.refused) || kept != "#000000" {
					t.Fatalf("got %v and %q", err, kept)
				}
				return
			}
			if err != nil || kept != c.kept {
				t.Fatalf("kept %q (%v), want %q", kept, err, c.kept)
			}
		})
	}
}

func TestTheFirmsLinesFitOnALine(t *testing.T) {
	for _, c := range []struct{ name, line, kept, refused string }{
		{"a name", "Weiss & Partner", "Weiss & Partner", ""},
		{"two lines", " Weiss\r\n\t& Partner ", "Weiss & Partner", ""},
		{"as long as it may be", strings.Repeat("ü", 200), strings.Repeat("ü", 200), ""},
		{"too long", strings.Repeat("ü", 201), "", "the firm's name has 201 characters, and 200 are the most"},
		{"taken away", " ", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			kept := "as it was"
			err := setBrandLine(&kept, &c.line, "the firm's name")
			if c.refused != "" {
				if err == nil || !strings.Contains(err.Error(), c.refused) || kept != "as it was" {
					t.Fatalf("got %v and %q", err, kept)
				}
				return
			}
			if err != nil || kept != c.kept {
				t.Fatalf("kept %q (%v), want %q", kept, err, c.kept)
			}
		})
	}
}

func pngOf(w, h int, fill color.Color) []byte {
	picture := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		picture.Set(i%w, i/w, fill)
	}
	var out bytes.Buffer
	png.Encode(&out, picture)
	return out.Bytes()
}

func jpegOf(w, h int) []byte {
	var out bytes.Buffer
	jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, w, h)), nil)
	return out.Bytes()
}

func TestALogoIsKeptAsItIsPrinted(t *testing.T) {
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 10"><rect width="30" height="10" fill="#aa0000"/></svg>`
	for _, c := range []struct {
		name    string
		data    []byte
		w, h    int
		refused string
	}{
		{"a small PNG stays as large as it is", pngOf(40, 20, color.Black), 40, 20, ""},
		{"a wide one is fitted", pngOf(1700, 100, color.Black), 850, 50, ""},
		{"a high JPEG is fitted", jpegOf(100, 566), 50, 283, ""},
		{"an SVG is drawn as large as it may be", []byte(svg), 850, 142, ""},
		{"an SVG with text", []byte(strings.Replace(svg, "<rect", "<text>Firm</text><rect", 1)), 0, 0, "cannot be drawn here"},
		{"an SVG that names no size", []byte(`<svg xmlns="http://www.w3.org/2000/svg"></svg>`), 0, 0, "needs a viewBox"},
		{"an SVG that draws nothing", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 10"></svg>`), 0, 0, "draws nothing"},
		{"an SVG in white", []byte(strings.Replace(svg, "#aa0000", "#ffffff", 1)), 0, 0, "draws nothing"},
		{"an SVG that is a line", []byte(strings.Replace(svg, "0 0 60 10", "0 0 60 2", 1)), 0, 0, "more than 20 times as long"},
		{"as small as it may be", pngOf(8, 8, color.Black), 8, 8, ""},
		{"too low", pngOf(40, 7, color.Black), 0, 0, "40 × 7 pixels, and 8 a side are the least"},
		{"too narrow", jpegOf(7, 40), 0, 0, "7 × 40 pixels"},
		{"as long as it may be", pngOf(160, 8, color.Black), 160, 8, ""},
		{"a line", pngOf(161, 8, color.Black), 0, 0, "more than 20 times as long"},
		{"an upright line", jpegOf(8, 170), 0, 0, "more than 20 times as long"},
		{"text", []byte("a logo"), 0, 0, "no picture"},
		{"half a PNG", pngOf(40, 20, color.Black)[:60], 0, 0, "damaged"},
		{"nothing", nil, 0, 0, "no picture"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "logo")
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			logo := "as it was"
			err := setLogo(&logo, &path)
			if c.refused != "" {
				if err == nil || !strings.Contains(err.Error(), c.refused) || logo != "as it was" {
					t.Fatalf("got %v and %q", err, logo)
				}
				return
			}
			kept, _ := base64.StdEncoding.DecodeString(logo)
			config, format, _ := image.DecodeConfig(bytes.NewReader(kept))
			if err != nil || format != "png" || config.Width != c.w || config.Height != c.h {
				t.Fatalf("kept %d × %d of %q (%v), want %d × %d", config.Width, config.Height, format, err, c.w, c.h)
			}
		})
	}
}

func TestALogoLosesItsTransparency(t *testing.T) {
	kept, err := drawLogo(pngOf(8, 8, color.NRGBA{0, 0, 0, 0}))
	if err != nil {
		t.Fatal(err)
	}
	if kept[25] != 2 { // a PNG's colour type: red, green and blue, no alpha
		t.Errorf("the colour type is %d", kept[25])
	}
	picture, _ := png.Decode(bytes.NewReader(kept))
	if r, g, b, _ := picture.At(3, 3).RGBA(); r+g+b != 3*0xffff {
		t.Error("what was clear is not white")
	}
}

func FuzzDrawLogo(f *testing.F) {
	f.Add(pngOf(12, 8, color.Black))
	f.Add(jpegOf(9, 9))
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1L8 8z" fill="red"/></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		kept, err := drawLogo(data)
		if err != nil {
			return
		}
		if config, err := png.DecodeConfig(bytes.NewReader(kept)); err != nil || config.Width > logoWidth || config.Height > logoHeight {
			t.Errorf("kept %d × %d (%v)", config.Width, config.Height, err)
		}
	})
}
