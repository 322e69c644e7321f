// Package assets holds what the program carries within itself: the base
// catalogue, the sample engagement, the typeface of window and report, the
// translations, and the icon. It is data only; who needs a part of it is handed that part, and
// nothing but main asks here.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed catalogue/*.yaml sample/*.yaml sample/*.csv sample/*.svg fonts/*.ttf fonts/OFL.txt translations/*.json
var files embed.FS

// Icon is the program's icon: PNG, 512 × 512, transparent corners. IconSVG is
// the drawing that it was made from.
var (
	//go:embed icon.png
	Icon []byte
	//go:embed icon.svg
	IconSVG []byte
)

// Catalogue returns the folder of the base catalogue's YAML files.
func Catalogue() fs.FS { return folder("catalogue") }

// Sample returns the folder of the sample engagement: an invented insurer's
// month, day by day, and the inventory and catalogue pack that come in on the
// way.
func Sample() fs.FS { return folder("sample") }

// Fonts returns the folder of the typeface Inter as static TrueType files,
// Inter-Regular.ttf (400), Inter-Medium.ttf (500) and Inter-SemiBold.ttf (600),
// with its licence in OFL.txt.
func Fonts() fs.FS { return folder("fonts") }

// Translations returns the folder of the languages besides English, a JSON file
// each: the English text, and the other.
func Translations() fs.FS { return folder("translations") }

func folder(name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil {
		panic("assets: " + err.Error()) // only for a name that is no path
	}
	return sub
}
