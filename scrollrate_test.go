//go:build scrollrate

package main

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app"
	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assets"
	"demarc/engagement"
)

// TestMain scrolls 10,000 assets in the real window and compares the steps that
// it draws in a second with the pictures of a window that shows nothing. The
// toolkit needs the first thread, so that this is no ordinary test; it is run by
// make/scrollrate.sh alone, and stands apart from the rooms.
func TestMain(*testing.M) {
	folder, err := os.MkdirTemp("", "scrollrate")
	if err != nil {
		panic(err)
	}
	path, options := estate(folder, 10_000)
	application := fyneapp.New()
	w := app.Open(application, app.Program{
		Options: options,
		Fonts:   look.Fonts{Regular: font("Inter-Regular.ttf"), Medium: font("Inter-Medium.ttf"), SemiBold: font("Inter-SemiBold.ttf")},
	}, path)
	w.Shown().Resize(fyne.NewSize(1440, 900))
	failed := false
	go func() {
		failed = compare(w)
		fyne.Do(application.Quit)
	}()
	application.Run()
	os.RemoveAll(folder)
	if failed {
		os.Exit(1)
	}
}

// estate makes an engagement of so many assets.
func estate(folder string, count int) (string, engagement.Options) {
	options := engagement.Options{Library: &engagement.Library{Catalogue: assets.Catalogue(), Version: version}, Who: engagement.Who{Author: "J. Weiss"}}
	path, table := filepath.Join(folder, "estate.demarc"), filepath.Join(folder, "assets.csv")
	var rows strings.Builder
	rows.WriteString("name,hosting_model\n")
	for i := range count {
		fmt.Fprintf(&rows, "System %05d,%s\n", i, []string{"aws_bedrock", "self_hosted_onprem", "saas_ai"}[i%3])
	}
	session, err := engagement.Create(path, engagement.Beginning{Client: "Nordhaven Insurance"}, options)
	if err == nil {
		err = os.WriteFile(table, []byte(rows.String()), 0o600)
	}
	if err == nil {
		_, err = session.Import([]string{table}, engagement.ImportOptions{})
	}
	if err == nil {
		err = session.Close()
	}
	if err != nil {
		panic(err)
	}
	return path, options
}

// compare measures both by turns and reports whether the bar was missed: a step
// takes at most twice as long as an empty picture.
func compare(w *app.Window) bool {
	var full, empty *counter
	var content, nothing fyne.CanvasObject
	var matrix fyne.Scrollable
	fyne.DoAndWait(func() {
		w.Go(desk.Place{Screen: desk.Responsibilities})
		full, empty = newCounter(), newCounter()
		matrix = scrollable(w.Shown().Content())
		content = container.NewStack(w.Shown().Content(), container.NewWithoutLayout(full.raster))
		nothing = container.NewWithoutLayout(empty.raster)
	})
	var steps, still, pictures float64
	for range 3 {
		pictures += empty.rate(w, nothing, func() {})
		still += full.rate(w, content, func() {})
		steps += full.rate(w, content, func() { matrix.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -40)}) })
	}
	fmt.Printf("%.1f steps of the matrix a second, %.1f pictures of the same window at rest, %.1f of an empty one: %.2f of the window's, %.2f of the empty one's (the bar is 0.5)\n",
		steps/3, still/3, pictures/3, steps/still, steps/pictures)
	return steps/pictures < 0.5
}

// scrollable finds the matrix.
func scrollable(object fyne.CanvasObject) fyne.Scrollable {
	if found, ok := object.(interface {
		fyne.Scrollable
		SetTop(int)
	}); ok {
		return found
	}
	if box, ok := object.(*fyne.Container); ok {
		for _, inner := range box.Objects {
			if found := scrollable(inner); found != nil {
				return found
			}
		}
	}
	return nil
}

// counter is a dot that is drawn with every picture, and tells of it.
type counter struct {
	raster *canvas.Raster
	drawn  chan bool
}

func newCounter() *counter {
	c := &counter{drawn: make(chan bool, 1)}
	c.raster = canvas.NewRaster(func(w, h int) image.Image {
		select {
		case c.drawn <- true:
		default:
		}
		return image.NewGray(image.Rect(0, 0, w, h))
	})
	c.raster.Resize(fyne.NewSize(4, 4))
	return c
}

// rate does something for three seconds, as soon as the last time is drawn, and
// returns how often a second that was.
func (c *counter) rate(w *app.Window, content fyne.CanvasObject, step func()) float64 {
	fyne.DoAndWait(func() { w.Shown().SetContent(content) })
	n, start := 0, time.Now()
	for time.Since(start) < 3*time.Second {
		fyne.DoAndWait(func() {
			step()
			c.raster.Refresh()
		})
		<-c.drawn
		n++
	}
	return float64(n) / time.Since(start).Seconds()
}
