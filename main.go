// Demarc gives every security control on every AI asset an owner, shows what
// nobody owns, and hands over a signed PDF.
package main

import (
	"context"
	"io/fs"
	"os"
	"os/signal"

	"demarc/assets"
	"demarc/cli"
	"demarc/engagement"
	"demarc/report"
)

// version is also FyneApp.toml's.
const version = "0.1.0"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	library := engagement.Library{
		Catalogue: assets.Catalogue(), Sample: assets.Sample(), Translations: assets.Translations(), Version: version,
		Fonts: report.Fonts{Regular: font("Inter-Regular.ttf"), Medium: font("Inter-Medium.ttf"), SemiBold: font("Inter-SemiBold.ttf")},
	}
	code := cli.Run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, library, window)
	stop()
	os.Exit(code)
}

func font(name string) []byte {
	face, err := fs.ReadFile(assets.Fonts(), name)
	if err != nil {
		panic("the program was built without its typeface: " + err.Error())
	}
	return face
}
