"""The parameters that each H5P library knows, by the semantics of its version.

`None` stands for a value, a list for a list of such things, `Set` for a question of the set.
"""

from typing import Any

_CONFIRM = {"header": None, "body": None, "cancelLabel": None, "confirmLabel": None}
_MEDIA = {"type": None, "disableImageZooming": None}
_FEEDBACK = [{"from": None, "to": None, "feedback": None}]


def _values(names: str) -> dict[str, Any]:
    return dict.fromkeys(names.split())


QUESTION_SET: dict[str, Any] = {
    "introPage": _values("showIntroPage title introduction startButtonText backgroundImage"),
    **_values("backgroundImage progressType passPercentage"),
    "questions": [None],
    "texts": _values(
        "prevButton nextButton finishButton submitButton textualProgress jumpToQuestion "
        "questionLabel readSpeakerProgress unansweredText answeredText currentQuestionText "
        "navigationLabel"
    ),
    **_values("disableBackwardsNavigation randomQuestions poolSize"),
    "endGame": {
        **_values("showResultPage showSolutionButton showRetryButton noResultMessage message"),
        **_values("scoreBarLabel solutionButtonText retryButtonText finishButtonText"),
        **_values(
            "submitButtonText showAnimations skippable skipButtonText successVideo failVideo"
        ),
        "overallFeedback": _FEEDBACK,
    },
    "override": _values("checkButton showSolutionButton retryButton"),
}
LIBRARIES: dict[str, dict[str, Any]] = {
    "H5P.MultiChoice 1.16": {
        "media": _MEDIA,
        "question": None,
        "answers": [
            {
                "text": None,
                "correct": None,
                "tipsAndFeedback": _values("tip chosenFeedback notChosenFeedback"),
            }
        ],
        "overallFeedback": _FEEDBACK,
        "behaviour": _values(
            "enableRetry enableSolutionsButton enableCheckButton type singlePoint randomAnswers "
            "showSolutionsRequiresInput confirmCheckDialog confirmRetryDialog autoCheck "
            "passPercentage showScorePoints"
        ),
        "UI": _values(
            "checkAnswerButton submitAnswerButton showSolutionButton tryAgainButton tipsLabel "
            "scoreBarLabel tipAvailable feedbackAvailable readFeedback wrongAnswer correctAnswer "
            "shouldCheck shouldNotCheck noInput a11yCheck a11yShowSolution a11yRetry"
        ),
        "confirmCheck": _CONFIRM,
        "confirmRetry": _CONFIRM,
    },
    "H5P.TrueFalse 1.8": {
        "media": _MEDIA,
        **_values("question correct"),
        "behaviour": _values(
            "enableRetry enableSolutionsButton enableCheckButton confirmCheckDialog "
            "confirmRetryDialog autoCheck feedbackOnCorrect feedbackOnWrong"
        ),
        "l10n": _values(
            "trueText falseText score checkAnswer submitAnswer showSolutionButton tryAgain "
            "wrongAnswerMessage correctAnswerMessage scoreBarLabel a11yCheck a11yShowSolution "
            "a11yRetry"
        ),
        "confirmCheck": _CONFIRM,
        "confirmRetry": _CONFIRM,
    },
    "H5P.Blanks 1.14": {
        "media": _MEDIA,
        "text": None,
        "questions": [None],
        "overallFeedback": _FEEDBACK,
        **_values(
            "showSolutions tryAgain checkAnswer submitAnswer notFilledOut answerIsCorrect "
            "answerIsWrong answeredCorrectly answeredIncorrectly solutionLabel inputLabel "
            "inputHasTipLabel tipLabel scoreBarLabel a11yCheck a11yShowSolution a11yRetry "
            "a11yCheckingModeHeader"
        ),
        "behaviour": _values(
            "enableRetry enableSolutionsButton enableCheckButton autoCheck caseSensitive "
            "showSolutionsRequiresInput separateLines confirmCheckDialog confirmRetryDialog "
            "acceptSpellingErrors"
        ),
        "confirmCheck": _CONFIRM,
        "confirmRetry": _CONFIRM,
    },
    "H5P.DragText 1.10": {
        "media": _MEDIA,
        **_values("taskDescription textField distractors"),
        "overallFeedback": _FEEDBACK,
        **_values(
            "checkAnswer submitAnswer tryAgain showSolution dropZoneIndex empty contains "
            "ariaDraggableIndex tipLabel correctText incorrectText resetDropTitle "
            "resetDropDescription grabbed cancelledDragging correctAnswer feedbackHeader "
            "scoreBarLabel a11yCheck a11yShowSolution a11yRetry"
        ),
        "behaviour": _values("enableRetry enableSolutionsButton enableCheckButton instantFeedback"),
    },
}


def unknown(held: Any, known: Any, path: str = "") -> list[str]:
    """Return the path of every parameter of `held` that `known` has not, or that is no value."""
    if isinstance(known, dict):
        if not isinstance(held, dict):
            return [path]
        found = [f"{path}.{name}" for name in held if name not in known]
        for name in held.keys() & known.keys():
            found += unknown(held[name], known[name], f"{path}.{name}")
        return found
    if isinstance(known, list):
        if not isinstance(held, list):
            return [path]
        parts = (unknown(part, known[0], f"{path}[{n}]") for n, part in enumerate(held))
        return [one for part in parts for one in part]
    # A value may be of any kind but a group; a question of the set is looked at by itself.
    return [path] if isinstance(held, dict) and not path.startswith(".questions[") else []


def missing(held: dict[str, Any], known: dict[str, Any], path: str = "") -> list[str]:
    """Return the path of every text of a button or label that is not written out."""
    found = []
    for name, part in known.items():
        if isinstance(part, dict) and name in ("UI", "l10n", "texts", "confirmCheck"):
            found += [f"{path}.{name}.{text}" for text in part if not held.get(name, {}).get(text)]
        elif part is None and (name.startswith("a11y") or name.endswith(("Label", "Answer"))):
            found += [] if held.get(name) else [f"{path}.{name}"]
    return found
