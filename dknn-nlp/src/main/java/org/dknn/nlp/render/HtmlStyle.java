package org.dknn.nlp.render;

/** The style sheet of HTML pages: light, dark by the reader's setting, and print. */
final class HtmlStyle {

    private static final String SHEET = """
            :root { color-scheme: light dark; --page: #f4f5f7; --paper: #ffffff; --ink: #16181d; --soft: #59616e;
              --line: #d9dde3; --link: #1d5c96; --bar: #4393c3; --warn: #8a3b00; }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--ink);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif; }
            main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
            h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; text-wrap: balance; }
            h2 { margin: 0; font-size: 1.35rem; line-height: 1.2; }
            a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
            .jump { margin: .75rem 0 0; font-size: .9rem; }
            .note { margin: .5rem 0 0; color: var(--soft); white-space: pre-line; max-width: 46rem; }
            article, .legend, nav { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem;
              padding: 1.1rem 1.35rem; margin-top: 1.25rem; overflow-wrap: anywhere; }
            article { content-visibility: auto; contain-intrinsic-size: auto 22rem; scroll-margin-top: 1rem; }
            article:target { border-color: var(--link); }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: start; vertical-align: baseline; padding: .25rem .9rem .25rem 0; }
            thead th, caption { font-size: .8rem; font-weight: 500; color: var(--soft); text-align: start; }
            .n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; width: 1%; }
            .label { white-space: nowrap; width: 1%; }
            nav tbody tr, .numbers tbody tr { border-top: 1px solid var(--line); }
            .legend { font-size: .9rem; color: var(--soft); }
            .legend p { margin: .6rem 0; max-width: 54rem; }
            .legend b { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .ramp { display: flex; border: 1px solid var(--line); border-radius: .3rem; overflow: hidden;
              max-width: 26rem; }
            .ramp i.w { flex: 1; height: 1.1rem; margin: 0; padding: 0; border-radius: 0; }
            .legend .ends { display: flex; justify-content: space-between; max-width: 26rem; margin: .15rem 0 0;
              font-size: .8rem; }
            .legend dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .4rem 0 0; }
            .legend dt { color: var(--ink); } .legend dd { margin: 0; }
            .notice { border-left: .25rem solid var(--warn); margin: 0 0 .6rem; padding-left: .6rem; }
            .verdict { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem 2rem; }
            .verdict dl { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; margin: 0; font-size: .9rem; }
            .verdict dl div { display: flex; gap: .4rem; }
            .verdict dt { color: var(--soft); }
            .verdict dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
            .differs dd { color: var(--warn); }
            .differs dd::after { content: ", differs"; font-weight: 400; }
            .support { font-size: .95rem; margin: .5rem 0 0; } .support p { margin: 0; }
            .support b { font-weight: 600; } .unlike b, .lost td, .lost th { color: var(--warn); }
            nav .unlike { font-size: .85rem; }
            .words { margin: .9rem 0 .8rem; }
            .words th { width: 1%; min-width: 7rem; font-weight: 400; font-size: .85rem; line-height: 1.3;
              color: var(--ink); }
            .words small { display: block; color: var(--soft); white-space: nowrap; }
            .words td { font-size: 1.08rem; line-height: 1.9; white-space: pre-wrap; padding-inline-end: 0; }
            .words em { color: var(--soft); }
            .w[class*=" "] { border-radius: .25rem; padding: .14em 0;
              box-decoration-break: clone; -webkit-box-decoration-break: clone;
              text-underline-offset: .22em; text-decoration-skip-ink: none; }
            .w[class*=" f"] { text-decoration: underline solid 1px; text-decoration-skip-ink: none; }
            .w[class*=" a"] { text-decoration: underline dotted 2px; text-decoration-skip-ink: none; }
            .w.u, small.u { text-decoration: underline dashed 1px var(--soft); text-underline-offset: .22em; }
            .numbers small { display: block; color: var(--soft); } td.u { color: var(--soft); }
            details > summary { cursor: pointer; color: var(--soft); font-size: .9rem; padding: .2rem 0; }
            .scroll { overflow-x: auto; }
            :focus-visible { outline: 2px solid var(--link); outline-offset: 2px;
              border-radius: .2rem; }
            .layers { border-top: 1px solid var(--line); padding-top: .5rem; }
            .layer { display: inline-block; min-width: 7.5rem; color: var(--ink); }
            .bar { display: inline-block; width: 9rem; height: .55rem; margin-inline: .75rem; border-radius: .3rem;
              background: var(--line); overflow: hidden; vertical-align: baseline; }
            .bar i { display: block; height: 100%; background: var(--bar); }
            .votes { font-variant-numeric: tabular-nums; } .votes > * { margin-inline-end: .6rem; white-space: nowrap; }
            .votes b { color: var(--ink); font-weight: 600; }
            .near { font-size: .92rem; margin: .2rem 0 .8rem 1.1rem; width: calc(100% - 1.1rem); }
            .near thead th { white-space: nowrap; }
            .near .other .label { color: var(--warn); }
            .side + .side { border-top: 1px solid var(--line); margin-top: .8rem; padding-top: .8rem; }
            .which { margin: 0; color: var(--soft); font-size: .85rem; }
            ins { text-decoration: underline double; } del { color: var(--soft); }
            .evidence { border-top: 1px solid var(--line); margin-top: .5rem; padding-top: .2rem; }
            .evidence p { margin: .5rem 0; font-size: .95rem; } .evidence h3 { font-size: .9rem; margin: .6rem 0 0 1.1rem; }
            .evidence details p { margin: .1rem 0 0 1.1rem; color: var(--soft); font-size: .9rem; }
            .evidence details details { margin-inline-start: 1.1rem; }
            .evidence mark { background: none; color: inherit; font-weight: 600; text-decoration: underline dotted; }
            .numbers table { width: auto; font-size: .9rem; margin: .3rem 0 0 1.1rem; }
            .numbers th { font-weight: 400; } .numbers .n { padding-inline-start: 1.5rem; width: auto; }
            @media (max-width: 40rem) {
              .words tr, .words th, .words td { display: block; }
              .words th { padding: .4rem 0 0; }
              .bar { width: 5rem; }
            }
            @media screen and (prefers-color-scheme: dark) {
              :root { --page: #111317; --paper: #1b1e24; --ink: #f2f4f8; --soft: #a4acb9; --line: #353a44;
                --link: #8cc1f0; --bar: #3d86c6; --warn: #ffb27a; }
            }
            @media print {
              body { background: none; font-size: 10.5pt; }
              main { max-width: none; padding: 0; }
              article, .legend, nav { border-radius: 0; }
              article, .legend { break-inside: avoid; }
              article { content-visibility: visible; }
              .w, .ramp i, .bar, .bar i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
              a { color: inherit; text-decoration: none; }
            }
            .cross { overflow-x: auto; } .cross table { width: auto; font-size: .9rem; margin: .3rem 0 .6rem; }
            .cross td { text-align: end; padding: .2rem .6rem; font-variant-numeric: tabular-nums; border-radius: .25rem; }
            .cross thead th { color: var(--ink); text-align: end; padding: .2rem .6rem; }
            .cross tbody th { font-weight: 500; }
            """;

    private HtmlStyle() {}

    static String css(Palette palette) {
        return SHEET + steps("", palette.light()) + "@media screen and (prefers-color-scheme: dark) {\n"
                + steps("  ", palette.dark()) + "}\n";
    }

    private static String steps(String indent, Palette.Ramp ramp) {
        StringBuilder css = new StringBuilder();
        for (int step = 1; step <= Scale.STEPS; step++) {
            for (int signed : new int[] {-step, step}) {
                css.append(indent).append(stepClass(signed).replace(' ', '.'));
                css.append(" { background: ").append(ramp.background(signed).hex());
                css.append("; color: ").append(ramp.ink().hex()).append("; }\n");
            }
        }
        return css.toString();
    }

    /** A space and the class of a word: {@code f7} speaks for the label, {@code a7} against it; nothing for step 0. */
    static String stepClass(int step) {
        return step == 0 ? "" : step > 0 ? " f" + step : " a" + -step;
    }
}
