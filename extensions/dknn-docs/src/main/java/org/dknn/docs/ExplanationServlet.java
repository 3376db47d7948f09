package org.dknn.docs;

// how-to from here: servlet
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.json.ExplanationJson;

/** Answers GET /explain?text=... with JSON. One explainer serves all requests. */
public final class ExplanationServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 2_000;

    private final transient Explainer<String> explainer;

    /** Loads what {@code explainer.save} wrote. */
    public ExplanationServlet(Path model) {
        try {
            explainer = Explainer.load(model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = request.getParameter("text");
        if (text == null || text.length() > LONGEST) {
            response.sendError(
                    HttpServletResponse.SC_BAD_REQUEST, "needs a text of at most " + LONGEST + " characters");
            return;
        }
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(ExplanationJson.create().write(explainer.explain(text)));
    }

    @Override
    public void destroy() {
        explainer.close();
    }
}
// how-to to here
