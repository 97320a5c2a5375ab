"""How the bundled reader is made: data, training, calibration, export. Not installed with the bot.

python -m training.prepare --data DIR --out DIR
python -m training.train --prepared DIR --out DIR --minutes 60
python -m training.calibrate --prepared DIR --run DIR
python -m training.export --run DIR --out DIR
"""
