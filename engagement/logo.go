package engagement

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	_ "image/jpeg" // a logo may be one
	"image/png"
	"path/filepath"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/draw"

	"demarc/words"
)

// The firm's logo is kept as it will be printed: within 72 × 24 mm at 300 dpi,
// on white, for what is printed to last may have no transparency.
const (
	logoWidth, logoHeight = 850, 283
	maxLogoFile           = 1 << 20
	maxLogo               = 256 << 10
	maxLogoPixels         = 24 << 20
	// Less than this cannot be recognised in print.
	leastLogoSide = 8
	longestLogo   = 20 // sides to one another
)

// setLogo reads a PNG, JPEG or SVG file to be the firm's logo; without a name,
// the logo is taken away.
func setLogo(logo *string, path *string) error {
	if path == nil {
		return nil
	}
	if *path == "" {
		*logo = ""
		return nil
	}
	name := filepath.Base(*path)
	data, err := readBounded(*path, maxLogoFile)
	if err != nil {
		return wrongInput("the logo %s cannot be read: %s", name, reason(err))
	}
	printed, err := drawLogo(data)
	if err != nil {
		return wrongInput("%s cannot be a logo: %s", name, err).hint("give a PNG, JPEG or SVG file")
	}
	*logo = base64.StdEncoding.EncodeToString(printed)
	return nil
}

// drawLogo makes a picture file what is kept of it.
func drawLogo(data []byte) ([]byte, error) {
	picture, err := decodeLogo(data)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, picture); err != nil {
		return nil, err
	}
	if out.Len() > maxLogo {
		return nil, words.Errorf("it takes %d KiB as it would be printed, and %d are the most", out.Len()>>10, maxLogo>>10)
	}
	return out.Bytes(), nil
}

func decodeLogo(data []byte) (image.Image, error) {
	if isXML(data) {
		return drawSVG(data)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || format != "png" && format != "jpeg" {
		return nil, words.Errorf("it is no picture that this program reads")
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxLogoPixels/config.Height {
		return nil, words.Errorf("it has %d × %d pixels, too many to print", config.Width, config.Height)
	}
	if config.Width < leastLogoSide || config.Height < leastLogoSide {
		return nil, words.Errorf("it has %d × %d pixels, and %d a side are the least", config.Width, config.Height, leastLogoSide)
	}
	if err := checkShape(float64(config.Width), float64(config.Height)); err != nil {
		return nil, err
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, words.Errorf("it is damaged")
	}
	w, h := fitted(float64(config.Width), float64(config.Height), false)
	paper := whitePaper(w, h)
	draw.CatmullRom.Scale(paper, paper.Rect, picture, picture.Bounds(), draw.Over, nil)
	return paper, nil
}

// checkShape refuses what would be a mere line in the place of a logo.
func checkShape(w, h float64) error {
	if max(w, h) > longestLogo*min(w, h) {
		return words.Errorf("one side is more than %d times as long as the other, so that it would be a line", longestLogo)
	}
	return nil
}

// isXML reports whether a file looks like an SVG.
func isXML(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n"), []byte("<"))
}

// drawSVG draws the shapes of an SVG. What it could not draw as it is meant is
// refused rather than left out.
func drawSVG(data []byte) (picture image.Image, err error) {
	unread := words.Errorf("the SVG has something that cannot be drawn here, such as text or an embedded picture: turn it into paths, or save it as PNG")
	// The library panics on some files; one that draws other parts anew could
	// keep it busy without end.
	defer func() {
		if recover() != nil {
			picture, err = nil, unread
		}
	}()
	for _, word := range []string{"<use", "<!ENTITY", "<image", "<script", "<foreignObject", "<text"} {
		if bytes.Contains(data, []byte(word)) {
			return nil, unread
		}
	}
	drawing, err := oksvg.ReadIconStream(bytes.NewReader(data), oksvg.StrictErrorMode)
	if err != nil {
		return nil, unread
	}
	box := drawing.ViewBox
	if !(box.W > 0 && box.H > 0 && box.W < 1e6 && box.H < 1e6) {
		return nil, words.Errorf("the SVG does not say how large it is: it needs a viewBox")
	}
	if err := checkShape(box.W, box.H); err != nil {
		return nil, err
	}
	w, h := fitted(box.W, box.H, true)
	paper := whitePaper(w, h)
	drawing.SetTarget(0, 0, float64(w), float64(h))
	drawing.Draw(rasterx.NewDasher(w, h, rasterx.NewScannerGV(w, h, paper, paper.Rect)), 1)
	if bytes.Equal(paper.Pix, whitePaper(w, h).Pix) {
		return nil, words.Errorf("the SVG draws nothing that can be seen on white paper")
	}
	return paper, nil
}

// fitted is how large a picture is printed; one of pixels is never enlarged.
func fitted(w, h float64, enlarge bool) (int, int) {
	scale := min(logoWidth/w, logoHeight/h)
	if !enlarge {
		scale = min(scale, 1)
	}
	return max(1, int(w*scale+0.5)), max(1, int(h*scale+0.5))
}

func whitePaper(w, h int) *image.RGBA {
	paper := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(paper, paper.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	return paper
}
