"""Components as HTML, and pages that send only charts as live components."""

from __future__ import annotations

import json

import pytest
from dash import dcc, html
from plotly.utils import PlotlyJSONEncoder

from dashboard.components.attributes import aria
from dashboard.islands import Static, settled
from dashboard.prerender import to_html


def test_an_element_with_attributes_and_children() -> None:
    made = html.Th(["집행률 ", None, html.Br(), 3], scope="col", className="a", colSpan=2)
    assert to_html(made) == '<th scope="col" class="a" colspan="2">집행률 <br>3</th>'.replace(
        'scope="col" class="a" colspan="2"', _order(made)
    )


def _order(made: html.Th) -> str:
    """Attributes in the order in which Dash keeps them; HTML does not mind."""
    written = {"className": 'class="a"', "colSpan": 'colspan="2"', "scope": 'scope="col"'}
    return " ".join(written[name] for name in made.to_plotly_json()["props"] if name in written)


def test_texts_and_attributes_are_escaped() -> None:
    made = html.P("<script>alert(1)</script> & co", title='"><b>')
    assert to_html(made) == (
        '<p title="&quot;&gt;&lt;b&gt;">&lt;script&gt;alert(1)&lt;/script&gt; &amp; co</p>'
    )


def test_labels_styles_and_choices() -> None:
    made = html.Label("해", htmlFor="year")
    assert to_html(made) == '<label for="year">해</label>'
    assert 'style="flex-grow:3;--level:2"' in to_html(html.I(style={"flexGrow": 3, "--level": 2}))
    assert to_html(html.Option("a", value="1", selected=True)).count(" selected") == 1
    assert "selected" not in to_html(html.Option("a", value="1", selected=False))
    assert 'aria-hidden="true"' in to_html(html.Span("x", **aria(hidden="true")))


def test_a_chart_is_an_empty_box_of_its_height() -> None:
    made = dcc.Graph(id="g", figure={"data": []}, style={"height": "300px"})
    assert to_html(made) == '<div class="dash-graph" style="height:300px"></div>'


def test_what_has_no_html_is_refused() -> None:
    with pytest.raises(TypeError, match=r"dash\.html"):
        to_html(dcc.Dropdown())


def test_a_page_without_charts_is_one_component() -> None:
    page = settled(html.Div([html.H1("가"), html.P(["나", html.B("다")])], className="view"))
    assert isinstance(page, Static)
    assert page.markup() == '<div class="view"><h1>가</h1><p>나<b>다</b></p></div>'


def test_only_what_holds_a_chart_stays_alive() -> None:
    chart = dcc.Graph(id="g", figure={"data": []})
    page = settled(html.Div([html.H1("가"), None, html.Figure([html.P("나"), chart]), "라"]))
    assert [type(child).__name__ for child in page.children] == ["Static", "Figure", "str"]
    assert page.children[1].children[1] is chart
    assert to_html(page).startswith("<div><h1>가</h1><figure><p>나</p><div class=")
    json.dumps(page, cls=PlotlyJSONEncoder)


def test_what_was_escaped_stays_escaped_in_a_static() -> None:
    page = settled(html.Div(html.P("<b>"), title='"'))
    assert page.markup() == '<div title="&quot;"><p>&lt;b&gt;</p></div>'
