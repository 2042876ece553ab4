"""Fill in answer sheets, scan them badly, and have marksense read them: run by its own Python.

    python mark_reading.py FOLDER SEED

FOLDER holds `answers….json`, its blank pages, and for each page a picture `printed-N.png` that
another program made of the PDF. Prints JSON: what was filled in, what was read, and how dark the
printed circles are where the template says that there are some.
"""

import json
import math
import random
import sys
from pathlib import Path

import cv2
import numpy as np
from marksense import read_form


def filled(page: np.ndarray, questions: list, rng: random.Random) -> dict[str, str]:
    """Fill in one bubble of every row of `page` as a pupil does, and return which."""
    marks = {}
    for question in questions:
        option = rng.choice(question["options"])
        x, y, width, height = option["roi"]
        middle = (
            round(x + width / 2 + rng.uniform(-2, 2)),
            round(y + height / 2 + rng.uniform(-2, 2)),
        )
        size = (round(width * rng.uniform(0.36, 0.5)), round(height * rng.uniform(0.36, 0.5)))
        ink = rng.randint(20, 90)
        cv2.ellipse(page, middle, size, rng.uniform(0, 180), 0, 360, (ink,) * 3, -1, cv2.LINE_AA)
        marks[f"Q{question['question_num']}"] = option["value"]
    return marks


def scanned(page: np.ndarray, turn: float, rng: random.Random) -> np.ndarray:
    """Return `page` turned by `turn` degrees and moved, blurred, noisy and packed as JPEG."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, rng.uniform(0.985, 1.015))
    matrix[:, 2] += (rng.uniform(-12, 12), rng.uniform(-12, 12))
    turned = cv2.warpAffine(page, matrix, (width, height), borderValue=(255, 255, 255))
    noise = np.random.default_rng(rng.randint(0, 10**6)).normal(0, 9, turned.shape)
    grey = cv2.GaussianBlur(turned, (3, 3), 0).astype(float) * rng.uniform(0.9, 1.0) + noise
    _, packed = cv2.imencode(".jpg", np.clip(grey, 0, 255).astype("uint8"), [1, 70])
    return cv2.imdecode(packed, cv2.IMREAD_COLOR)


def ring(page: np.ndarray, roi: list[int]) -> float:
    """Return how dark the circle is that should stand in `roi`, from 0 (white) to 1."""
    x, y, width, height = roi
    middle, radius = (x + width / 2, y + height / 2), width / 2
    found = []
    for step in range(24):
        angle = 2 * math.pi * step / 24
        ink = []
        for reach in (radius - 1, radius, radius + 1):
            column = round(middle[0] + reach * math.cos(angle))
            row = round(middle[1] + reach * math.sin(angle))
            ink.append(1 - int(page[row, column, 0]) / 255)
        found.append(max(ink))
    return min(found)


def main(folder: Path, seed: int) -> None:
    """Print what was filled in and what was read for every template of `folder`."""
    rng = random.Random(seed)
    done = []
    for template in sorted(folder.glob("answers*.json")):
        (described,) = json.loads(template.read_text())["pages"].values()
        printed = cv2.imread(str(folder / f"printed-{template.stem}.png"))
        rings = [ring(printed, o["roi"]) for q in described["questions"] for o in q["options"]]
        for turn in (-2.0, 0.7, 2.0):
            page = printed.copy()
            marks = filled(page, described["questions"], rng)
            place = folder / "scan.png"
            cv2.imwrite(str(place), scanned(page, turn, rng))
            read = read_form(str(place), template=str(template)).answers
            done.append({"marks": marks, "read": read, "rings": rings})
    print(json.dumps(done))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
