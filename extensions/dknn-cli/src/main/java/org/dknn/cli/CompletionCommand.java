package org.dknn.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dknn completion}. */
@Command(name = "completion")
final class CompletionCommand implements Callable<Integer> {

    @ParentCommand
    private Dknn dknn;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        dknn.streams().out().print(AutoComplete.bash("dknn", spec.root().commandLine()));
        return 0;
    }
}
