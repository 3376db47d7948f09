package org.dknn.cli.serve;

/**
 * An answer to a request.
 *
 * @param status of HTTP
 * @param type of the body
 * @param body in UTF-8; never empty
 */
record Answer(int status, String type, String body) {

    static Answer html(int status, String body) {
        return new Answer(status, "text/html; charset=utf-8", body);
    }

    static Answer plain(int status, String body) {
        return new Answer(status, "text/plain; charset=utf-8", body + "\n");
    }

    static Answer script(String body) {
        return new Answer(200, "text/javascript; charset=utf-8", body);
    }
}
