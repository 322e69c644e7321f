package app

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"demarc/app/look"
	"demarc/app/matrix"
	"demarc/words"
)

// pseudo is a language in which every text of the window stands in brackets,
// but for what is filled in.
func pseudo(t testing.TB) *words.Language {
	t.Helper()
	wrapped := map[string]string{}
	for text := range everyText(t) {
		cells, inside := "", strings.ReplaceAll(text, " (", "⟧ (⟦") // names are shown without what follows
		if strings.Contains(text, "{cells}") {
			cells, inside = "{cells}: ", strings.ReplaceAll(inside, "{cells}", "")
		}
		wrapped[text] = cells + "⟦" + blank.ReplaceAllStringFunc(inside, func(found string) string {
			if found == "%%" {
				return found
			}
			return "⟧" + found + "⟦"
		}) + "⟧"
	}
	data, err := json.Marshal(map[string]any{
		"code": "xx", "name": "⟦Pseudo⟧", "date": "2.1.2006", "short_date": "2.1.", "time": "15:04", "thousands": "'", "decimal": ",", "texts": wrapped,
	})
	if err != nil {
		t.Fatal(err)
	}
	language, err := words.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return language
}

// shownTexts are the texts below an object, as they are before they are cut to
// their room. The lines of a paragraph are one text.
func shownTexts(object fyne.CanvasObject) []string {
	var all []string
	drawn := map[fyne.CanvasObject]bool{} // parts of what is taken whole
	whole := func(widget fyne.Widget, texts ...string) {
		all = append(all, texts...)
		for _, part := range test.WidgetRenderer(widget).Objects() {
			walk(part, func(inner fyne.CanvasObject) { drawn[inner] = true })
		}
	}
	walk(object, func(object fyne.CanvasObject) {
		if drawn[object] {
			return
		}
		switch o := object.(type) {
		case *fyne.Container:
			if text, ok := paragraph(o); ok {
				all = append(all, text)
				walk(o, func(inner fyne.CanvasObject) { drawn[inner] = true })
			}
		case *look.Label:
			whole(o, o.Text)
		case *look.Button:
			whole(o, o.Text)
		case *look.NavItem:
			whole(o, o.Name, o.Figure)
		case *look.Entry:
			whole(o, o.Text, o.PlaceHolder)
		case *look.Picker:
			whole(o, o.Text, o.PlaceHolder)
			all = append(all, offered(o)...)
		case *matrix.Matrix:
			all = append(all, o.AssetHead, o.UnownedHead)
		case *canvas.Text:
			all = append(all, o.Text)
		}
	})
	return all
}

// paragraph is the text of a container that holds nothing but lines of a kind.
func paragraph(box *fyne.Container) (string, bool) {
	if len(box.Objects) < 2 {
		return "", false
	}
	var lines []string
	for _, object := range box.Objects {
		line, ok := object.(*look.Label)
		if !ok || line.Style != box.Objects[0].(*look.Label).Style {
			return "", false
		}
		lines = append(lines, line.Text)
	}
	return strings.Join(lines, " "), true
}

// offered are the texts that a picker offers.
func offered(p *look.Picker) []string {
	var all []string
	for _, o := range p.Options() {
		all = append(all, o.Text, o.Note)
	}
	if p.Free != nil {
		all = append(all, p.Free("42"))
	}
	return all
}

// unwrapped is what of a text stands outside the brackets: what was filled in,
// and what was not translated. A text that was shortened may lack its end.
func unwrapped(text string) string {
	return strings.Trim(strings.Join(strings.Fields(wrappedText.ReplaceAllString(text, "|")), " "), "| ")
}

var wrappedText = regexp.MustCompile(`⟦[^⟦⟧]*(?:⟧|…|$)`)
