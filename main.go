// Demarc gives every security control on every AI asset an owner, shows what
// nobody owns, and hands over a signed PDF.
package main

import (
	"context"
	"io/fs"
	"os"
	"os/signal"
	"runtime/debug"

	"demarc/assets"
	"demarc/cli"
	"demarc/engagement"
	"demarc/report"
	"demarc/words"
)

// version is also FyneApp.toml's.
const version = "0.1.0"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	library := engagement.Library{
		Catalogue: assets.Catalogue(), Sample: assets.Sample(), Languages: languages(), Version: version + build(),
		Fonts: report.Fonts{Regular: font("Inter-Regular.ttf"), Medium: font("Inter-Medium.ttf"), SemiBold: font("Inter-SemiBold.ttf")},
	}
	code := cli.Run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, library, window)
	stop()
	os.Exit(code)
}

// build tells the builds of one version apart by their commit, where they were
// made in the repository: two of them may set a report's pages differently.
func build() string {
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		return ""
	}
	commit, modified := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = "+" + s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = ".modified"
		}
	}
	if commit == "" {
		return ""
	}
	return commit + modified
}

func languages() []*words.Language {
	list, err := engagement.ReadLanguages(assets.Translations())
	if err != nil {
		panic("the program was built with a translation that cannot be read: " + err.Error())
	}
	return list
}

func font(name string) []byte {
	face, err := fs.ReadFile(assets.Fonts(), name)
	if err != nil {
		panic("the program was built without its typeface: " + err.Error())
	}
	return face
}
